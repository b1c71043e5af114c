/** An LED by a ticker, and one that shows a wire: what a timer's wake-up does to an edge at the same time. */
import { Input, Level, micros, Output, Pull, spawn, Ticker } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const ticker = Ticker.every(micros(2000));
  for await (const missed of ticker) led.toggle();
}

@task
async function follow(): Promise<void> {
  const led = Output.at(11);
  const wire = Input.at(4, Pull.Up);
  while (true) {
    await wire.anyEdge();
    led.set(wire.read() == Level.Low ? Level.High : Level.Low);
  }
}

export function main(): void {
  spawn(beat());
  spawn(follow());
}
