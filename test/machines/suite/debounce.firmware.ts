/** A button that bounces, on pin 4: LED 13 toggles at a press, LED 12 at a release, LED 11 when it was held for 300 ms. */
import { Button, log, millis, Output, spawn } from "wakeful";

const button = Button.at(4);

@task
async function presses(): Promise<void> {
  const led = Output.at(13);
  for (let count = 1; ; count++) {
    await button.pressed();
    led.toggle();
    log("press {}", count);
  }
}

@task
async function releases(): Promise<void> {
  const led = Output.at(12);
  while (true) {
    await button.released();
    led.toggle();
  }
}

@task
async function holds(): Promise<void> {
  const led = Output.at(11);
  const held = Button.at(4);
  while (true) {
    await held.held(millis(300));
    led.toggle();
  }
}

export function main(): void {
  spawn(presses());
  spawn(releases());
  spawn(holds());
}
