/** An output that toggles at each edge of an input, beside one that toggles each millisecond. */
import { Input, millis, Output, Pull, spawn, Ticker } from "wakeful";

@task
async function mirror(): Promise<void> {
  const led = Output.at(13);
  const input = Input.at(4, Pull.None);
  while (true) {
    await input.anyEdge();
    led.toggle();
  }
}

@task
async function beat(): Promise<void> {
  const led = Output.at(12);
  const ticker = Ticker.every(millis(1));
  while (true) {
    await ticker.next();
    led.toggle();
  }
}

export function main(): void {
  spawn(mirror());
  spawn(beat());
}
