/**
 * A reaction game. The lamp goes on after a time that nobody knows; who presses first wins, and who
 * presses before it is on has lost. One button is left, the other right.
 *
 * Teaches: `select` waits for several things at once and says which came first, and what comes too early
 * is one of them.
 */
import { Button, log, millis, now, Output, seconds, select, sleep, spawn } from "wakeful";

const left = Button.at(2);
const right = Button.at(3);

/** Numbers that look random, from Marsaglia's "Xorshift RNGs" (2003). The first press starts them. */
let state: u32 = 1;

function random(below: u32): u32 {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state % below;
}

async function blink(led: Output, times: u32): Promise<void> {
  for (let i: u32 = 0; i < times; i++) {
    led.high();
    await sleep(millis(100));
    led.low();
    await sleep(millis(100));
  }
}

@task
async function game(): Promise<void> {
  const lamp = Output.at(13);
  const leftWins = Output.at(12);
  const rightWins = Output.at(11);
  log("press to begin");
  await select(left.pressed(), right.pressed());
  state = (<u32>now()) | 1;

  while (true) {
    left.clear();
    right.clear();
    const pause = seconds(1) + millis(random(3000));
    const early = await select(left.pressed(), right.pressed(), sleep(pause));
    if (early != 2) {
      log("too early: {} loses", early);
      await blink(early == 0 ? rightWins : leftWins, 3);
      continue;
    }

    lamp.high();
    const start = now();
    const first = await select(left.pressed(), right.pressed(), sleep(seconds(2)));
    const took = now() - start;
    lamp.low();
    if (first == 2) log("nobody");
    else {
      log("{} wins after {} ms", first, took / 1000);
      await blink(first == 0 ? leftWins : rightWins, 5);
    }
  }
}

export function main(): void {
  spawn(game());
}
