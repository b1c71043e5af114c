/**
 * Two buttons count up and down on three LEDs that belong to neither of them. One task owns count and LEDs,
 * and the others ask it: so it can wait in the middle of a change, nobody sees one that is half done, and
 * there is no lock that somebody could forget.
 */
import { Actor, Button, Level, log, millis, Output, sleep, spawn } from "wakeful";

/** Asked for a step, it answers with the new count. */
const counter = Actor.create<i32, i32>();

function show(led: Output, bit: i32): void {
  led.set(bit ? Level.High : Level.Low);
}

/** Counts from 0 to 7, in binary: 50 ms dark before each new count, which then stays for 100 ms at least. */
@task
async function own(): Promise<void> {
  const fours = Output.at(13);
  const twos = Output.at(12);
  const ones = Output.at(11);
  let count: i32 = 0;
  for await (const step of counter) {
    fours.low();
    twos.low();
    ones.low();
    await sleep(millis(50));
    count = (count + step) & 7;
    show(fours, count & 4);
    show(twos, count & 2);
    show(ones, count & 1);
    counter.reply(count);
    await sleep(millis(100));
  }
}

/** Asks for a step at each press of its button. */
@task({ pool: 2 })
async function press(pin: u8, step: i32): Promise<void> {
  const button = Button.at(pin);
  while (true) {
    await button.pressed();
    log("button {} counts to {}", pin, await counter.ask(step));
  }
}

export function main(): void {
  spawn(own());
  spawn(press(4, 1));
  spawn(press(5, -1));
}
