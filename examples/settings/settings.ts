/**
 * An LED whose speed, one of four, and number of starts are there again after a power cut. What it teaches: a
 * setting is in the flash when its `await` is over, and a cut before that leaves the old one.
 */
import { Button, log, millis, Output, sleep, spawn, Store, StoreResult } from "wakeful";

enum Key {
  Starts,
  Speed,
}

const settings = Store.open(2);

@task
async function countStarts(): Promise<void> {
  const starts = settings.get(Key.Starts) + 1;
  await settings.set(Key.Starts, starts);
  log("start {}, speed {}", starts, settings.get(Key.Speed, 1));
}

@task
async function choose(): Promise<void> {
  const button = Button.at(4);
  while (true) {
    await button.pressed();
    const speed = (settings.get(Key.Speed, 1) % 4) + 1;
    const result = await settings.set(Key.Speed, speed);
    if (result == StoreResult.Done) log("speed {} is kept", speed);
    else log("speed {} cannot be kept", speed);
  }
}

@task
async function blink(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    led.toggle();
    await sleep(millis(1000 / settings.get(Key.Speed, 1)));
  }
}

export function main(): void {
  spawn(countStarts());
  spawn(choose());
  spawn(blink());
}
