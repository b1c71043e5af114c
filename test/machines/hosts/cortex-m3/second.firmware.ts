/** An output that toggles each second, by a ticker. */
import { Output, seconds, spawn, Ticker } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const ticker = Ticker.every(seconds(1));
  while (true) {
    await ticker.next();
    led.toggle();
  }
}

export function main(): void {
  spawn(beat());
}
