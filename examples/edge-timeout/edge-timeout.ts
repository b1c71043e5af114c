/**
 * A button: short or long? While a long press lasts, a relay is on. There is a fault in it: an edge races with a
 * timeout. If the button is let go within 400 µs after the timeout, that edge is forgotten, and the task waits for one
 * that does not come. `wakeful explore` finds that with scenario.mjs;
 * fixed.ts has the way out.
 */
import { Input, log, micros, millis, Output, Pull, sleep, spawn, timeout } from "wakeful";

/** Whether the button is let go within half a second. */
async function isShort(button: Input): Promise<bool> {
  const released = button.risingEdge();
  return await timeout(released, millis(500));
}

@task
async function watch(): Promise<void> {
  const button = Input.at(2, Pull.Up);
  const relay = Output.at(13);
  while (true) {
    await button.fallingEdge();
    if (await isShort(button)) {
      log("short");
      continue;
    }
    relay.high();
    // The sparks of its contact look like edges of the button: they are forgotten.
    await sleep(micros(400));
    button.clear();
    // If the button was let go just now, there is no edge left to wait for.
    await button.risingEdge();
    relay.low();
    log("long");
  }
}

export function main(): void {
  spawn(watch());
}
