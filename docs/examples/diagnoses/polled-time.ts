/** Waits for 5 ms by looking at the clock again and again. */
import { Level, millis, now, Output, spawn, yieldNow } from "wakeful";

@task
async function pulse(): Promise<void> {
  const pin = Output.at(13);
  pin.set(Level.High);
  const end = now() + millis(5);
  while (now() < end) await yieldNow();
  pin.set(Level.Low);
}

export function main(): void {
  spawn(pulse());
}
