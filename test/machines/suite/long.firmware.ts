/** For minutes: a ticker on LED 13, another on LED 12, and on LED 11 points in time that are reckoned by hand. */
import { millis, Output, sleepUntil, spawn, Ticker } from "wakeful";

@task({ pool: 2 })
async function beat(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  const beat = Ticker.every(millis(period));
  while (true) {
    const missed = await beat.next();
    if (missed == 0) led.toggle();
  }
}

@task
async function reckon(): Promise<void> {
  const led = Output.at(11);
  for (let time = millis(31_007); ; time += millis(31_007)) {
    await sleepUntil(time);
    led.toggle();
  }
}

export function main(): void {
  spawn(beat(13, 500));
  spawn(beat(12, 7_003));
  spawn(reckon());
}
