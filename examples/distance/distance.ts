/**
 * A parking aid: the nearer something is, the faster the buzzer beeps, and below 10 cm it never stops. One task
 * measures, another one beeps; between them is a `Signal`, which keeps only the newest value.
 */
import { log, micros, millis, Output, Signal, sleep, Sonar, spawn } from "wakeful";

const sonar = Sonar.at(3, 2);
const distance = Signal.create<i32>();

/** Measures ten times a second, in millimetres. */
@task
async function look(): Promise<void> {
  while (true) {
    const mm = await sonar.measure();
    if (mm >= 0) log("{} mm", mm);
    else if (sonar.isSilent) log("the sensor does not answer");
    else log("nothing in range");
    distance.signal(mm);
    await sleep(millis(100));
  }
}

/** A tone of 2 kHz: 50 ms have 100 periods. */
async function beep(buzzer: Output): Promise<void> {
  for (let i = 0; i < 100; i++) {
    buzzer.high();
    await sleep(micros(250));
    buzzer.low();
    await sleep(micros(250));
  }
}

@task
async function warn(): Promise<void> {
  const buzzer = Output.at(8);
  while (true) {
    const mm = await distance.wait();
    // Out of earshot: until the next measurement.
    if (mm < 0 || mm > 1000) continue;
    await beep(buzzer);
    // A tenth of a second for each 20 cm that are left.
    if (mm > 100) await sleep(millis(<u64>mm / 2));
  }
}

export function main(): void {
  spawn(look());
  spawn(warn());
}
