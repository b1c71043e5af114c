/** Copies every edge of pin 2 to LED 13, and toggles LED 12 at every second rising edge. */
import { Input, Output, Pull, spawn } from "wakeful";

@task
async function copy(): Promise<void> {
  const led = Output.at(13);
  const input = Input.at(2, Pull.Up);
  for await (const level of input) led.set(level);
}

@task
async function halve(): Promise<void> {
  const led = Output.at(12);
  const input = Input.at(2, Pull.Up);
  while (true) {
    await input.risingEdge();
    await input.risingEdge();
    led.toggle();
  }
}

export function main(): void {
  spawn(copy());
  spawn(halve());
}
