import { Input, log, millis, now, Pull, seconds, sleep, spawn } from "wakeful";

/** Waits for a press, and tells for how many milliseconds the button was held. */
async function press(button: Input): Promise<u32> {
  log("waiting for a press");
  await button.fallingEdge();
  const begin = now();
  await sleep(millis(20));
  await button.high();
  const held = now() - begin;
  await sleep(millis(20));
  button.clear();
  return <u32>(held / 1000);
}

@task
async function watch(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  const held = press(button); // nothing happens yet
  await sleep(seconds(1));
  log("held for {} ms", await held);
}

export function main(): void {
  spawn(watch());
}
