import { Button, log, millis, Output, sleep, spawn } from "wakeful";

/** Blinks the red LED for ever. */
@task
async function blink(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    led.toggle();
    await sleep(millis(500));
  }
}

/** Each press of the button switches the yellow LED. */
@task
async function lamp(): Promise<void> {
  const led = Output.at(12);
  const button = Button.at(4);
  let presses: u32 = 0;
  while (true) {
    await button.pressed();
    led.toggle();
    log("press {}", ++presses);
  }
}

/** Both run at once, and neither knows of the other. */
export function main(): void {
  spawn(blink());
  spawn(lamp());
}
