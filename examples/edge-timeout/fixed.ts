/**
 * As edge-timeout.ts, without the fault: it waits for a level, which stays, and not for an edge, which passes.
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
    await button.high();
    relay.low();
    log("long");
  }
}

export function main(): void {
  spawn(watch());
}
