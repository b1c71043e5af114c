/**
 * Three LEDs, a debounced button and a channel. LED 13 beats. Each press goes into the channel with its time; who takes
 * it out toggles LED 12 and lights LED 11 for 150 ms from the press on.
 */
import { Button, Channel, millis, Output, sleepUntil, spawn, Ticker } from "wakeful";

const presses = Channel.create<u64>(4);

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(250));
  while (true) {
    await beat.next();
    led.toggle();
  }
}

@task
async function listen(): Promise<void> {
  const button = Button.at(4);
  const out = presses.sender();
  while (true) {
    await button.pressed();
    await out.send(button.since);
  }
}

@task
async function show(): Promise<void> {
  const parity = Output.at(12);
  const flash = Output.at(11);
  for await (const time of presses) {
    parity.toggle();
    flash.high();
    await sleepUntil(time + millis(150));
    flash.low();
  }
}

export function main(): void {
  spawn(beat());
  spawn(listen());
  spawn(show());
}
