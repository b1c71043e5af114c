/** Looks at a button every 100 ms, which is too seldom for a short press. */
import { Input, Level, log, millis, Pull, sleep, spawn } from "wakeful";

@task
async function look(): Promise<void> {
  const pin = Input.at(4, Pull.Up);
  for (;;) {
    if (pin.read() == Level.Low) log("down");
    await sleep(millis(100));
  }
}

export function main(): void {
  spawn(look());
}
