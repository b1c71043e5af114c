/** Toggles an LED each half second, by a ticker: it may be late, and stays on its grid. */
import { millis, Output, spawn, Ticker } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const ticker = Ticker.every(millis(500));
  for await (const missed of ticker) led.toggle();
}

export function main(): void {
  spawn(beat());
}
