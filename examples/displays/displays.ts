/**
 * One sensor and three displays, of which one is slow. Each value goes to each display, and the sensor waits
 * for none of them: a display that cannot keep up is told how many values it missed, and the others do
 * not notice.
 */
import { Broadcast, log, millis, Output, sleep, spawn, Ticker } from "wakeful";

/** The last four values are kept for displays that are behind. */
const readings = Broadcast.create<u32>(4);

/** Publishes a reading every 50 ms: 1, 2, 3 and so on. */
@task
async function measure(): Promise<void> {
  const beat = Ticker.every(millis(50));
  let reading: u32 = 0;
  while (true) {
    await beat.next();
    readings.publish(++reading);
  }
}

/**
 * Takes `drawing` ms to show a value, with its LED lit, and 5 ms to rest. Who is behind goes on with the
 * oldest value that is kept; to see only the latest, follow a `Watch`.
 */
@task({ pool: 3 })
async function show(pin: u8, drawing: u32): Promise<void> {
  const led = Output.at(pin);
  const mine = readings.subscribe();
  while (true) {
    const next = mine.next();
    const reading = await next;
    if (next.missed) log("display {} missed {}, shows {}", pin, next.missed, reading);
    led.high();
    await sleep(millis(drawing));
    led.low();
    await sleep(millis(5));
  }
}

export function main(): void {
  spawn(show(13, 5));
  spawn(show(12, 40));
  spawn(show(11, 400));
  spawn(measure());
}
