import { Input, millis, Output, Pull, sleep, spawn } from "wakeful";

@task({ pool: 2 })
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    await sleep(millis(period));
    led.toggle();
  }
}

@task
async function toggle(ledPin: u8, buttonPin: u8): Promise<void> {
  const led = Output.at(ledPin);
  const button = Input.at(buttonPin, Pull.Up);
  while (true) {
    await button.fallingEdge();
    led.toggle();
    await sleep(millis(20)); // it bounces
    await button.high();
    await sleep(millis(20)); // and bounces again
    button.clear();
  }
}

export function main(): void {
  spawn(blink(13, 500));
  spawn(blink(12, 300));
  spawn(toggle(11, 4));
}
