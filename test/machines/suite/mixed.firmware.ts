/**
 * All that asks for the time: a ticker on LED 13, edges of pin 2 with their own time (LED 12 toggles 100 ms after each),
 * and a timeout on LED 11. It is given a clock that is about to pass 2³² µs.
 */
import { Input, millis, now, Output, Pull, sleepUntil, spawn, Ticker, timeoutAt } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(73));
  for await (const missed of beat) if (missed == 0) led.toggle();
}

@task
async function follow(): Promise<void> {
  const led = Output.at(12);
  const input = Input.at(2, Pull.Up);
  while (true) {
    await input.anyEdge();
    await sleepUntil(input.lastEdge + millis(100));
    led.toggle();
  }
}

@task
async function watch(): Promise<void> {
  const led = Output.at(11);
  const input = Input.at(3, Pull.Up);
  for (let end = now() + millis(460); ; end += millis(460)) {
    if (await timeoutAt(input.fallingEdge(), end)) await sleepUntil(end);
    else led.toggle();
  }
}

export function main(): void {
  spawn(beat());
  spawn(follow());
  spawn(watch());
}
