/**
 * LED 13 keeps the beat of a ticker while a task computes. The work begins 1 ms before every second beat, and on a
 * chip lasts longer than that. LED 12 shows its results: a bit of a random number each time.
 */
import { Level, log, millis, Output, sleepUntil, spawn, Ticker, yieldNow } from "wakeful";

@task
async function beat(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(50));
  let missed: u32 = 0;
  for await (const late of beat) {
    missed += <u32>late;
    led.toggle();
    if (missed) log("{} beats missed", missed);
  }
}

/** Numbers that look random, from Marsaglia's "Xorshift RNGs" (2003). */
function scramble(state: u32): u32 {
  for (let i = 0; i < 8; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
  }
  return state;
}

@task
async function compute(): Promise<void> {
  const led = Output.at(12);
  let state: u32 = 2463534242;
  for (let begin = millis(99); ; begin += millis(100)) {
    await sleepUntil(begin);
    led.set(state & 1 ? Level.High : Level.Low);
    for (let slice = 0; slice < 20; slice++) {
      state = scramble(state);
      await yieldNow();
    }
  }
}

export function main(): void {
  spawn(beat());
  spawn(compute());
}
