/** LED 13 keeps the beat of a ticker, LED 12 copies pin 2, whose edges come at all moments around a beat. */
import { Input, millis, Output, Pull, spawn, Ticker } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(10));
  for await (const missed of beat) if (missed == 0) led.toggle();
}

@task
async function copy(): Promise<void> {
  const led = Output.at(12);
  const input = Input.at(2, Pull.Up);
  for await (const level of input) led.set(level);
}

export function main(): void {
  spawn(beat());
  spawn(copy());
}
