import { log, millis, Output, sleep, spawn, Ticker } from "wakeful";

/** Takes a while, as reading a sensor does. */
async function measure(duration: u32): Promise<void> {
  await sleep(millis(duration));
}

@task
async function drifting(): Promise<void> {
  const led = Output.at(12);
  while (true) {
    await sleep(millis(100));
    led.toggle();
    await measure(5);
  }
}

@task
async function steady(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(100));
  let count = 0;
  for await (const missed of beat) {
    if (missed) log("missed {}", missed);
    led.toggle();
    await measure(++count == 5 ? 250 : 5);
  }
}

export function main(): void {
  spawn(drifting());
  spawn(steady());
}
