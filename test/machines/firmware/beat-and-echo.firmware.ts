/** A ticker that beats on pin 2 each 100 ms, and a task that answers each edge of pin 4 on pin 3. */
import { Input, millis, Output, Pull, spawn, Ticker } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(2);
  const ticker = Ticker.every(millis(100));
  while (true) {
    await ticker.next();
    led.toggle();
  }
}

@task
async function echo(): Promise<void> {
  const led = Output.at(3);
  const button = Input.at(4, Pull.Up);
  while (true) {
    await button.anyEdge();
    led.toggle();
  }
}

export function main(): void {
  spawn(beat());
  spawn(echo());
}
