/**
 * What a small project on an Uno is made of: two LEDs in their own time, a debounced button whose task tells
 * another one over a channel, and a third LED that the other one blinks as often as the button was pressed.
 */
import { Button, Channel, millis, Output, sleep, spawn } from "wakeful";

const presses = Channel.create<u8>(4);

@task({ pool: 2 })
async function blink(pin: u8, period: u32): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await sleep(millis(period));
  }
}

@task
async function watch(pin: u8): Promise<void> {
  const button = Button.at(pin);
  let count: u8 = 0;
  while (true) {
    await button.pressed();
    await presses.send(++count);
  }
}

@task
async function show(pin: u8): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    const count = await presses.receive();
    for (let i: u8 = 0; i < count; i++) {
      led.high();
      await sleep(millis(50));
      led.low();
      await sleep(millis(50));
    }
  }
}

export function main(): void {
  spawn(blink(13, 500));
  spawn(blink(12, 300));
  spawn(watch(4));
  spawn(show(11));
}
