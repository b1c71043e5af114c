/**
 * Two LEDs that blink at once, each in its own time, and a third that follows a button. No task
 * knows of the others, and none of them looks at the clock.
 */
import { Input, Level, log, millis, Output, Pull, sleep, spawn } from "wakeful";

/** Toggles an LED for ever. */
@task({ pool: 2 })
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    await sleep(millis(period));
    led.toggle();
  }
}

/** Shows on an LED whether a button, which pulls its pin low, is pressed. */
@task
async function follow(ledPin: u8, buttonPin: u8): Promise<void> {
  const led = Output.at(ledPin);
  const button = Input.at(buttonPin, Pull.Up);
  let presses: u32 = 0;
  while (true) {
    await button.anyEdge();
    const pressed = button.read() == Level.Low;
    led.set(pressed ? Level.High : Level.Low);
    if (pressed) log("edge {} shows the button down", ++presses);
  }
}

export function main(): void {
  spawn(blink(13, 500));
  spawn(blink(12, 300));
  spawn(follow(11, 4));
}
