/**
 * Counts in binary on four LEDs. A task is one loop with one `await`, and `count` is a local
 * variable like any other: it keeps its value while the task waits.
 */
import { Level, millis, Output, sleep, spawn } from "wakeful";

/** The level of an LED that stands for one binary digit. */
function digit(count: u32, value: u32): Level {
  return count & value ? Level.High : Level.Low;
}

/** Counts for ever. Four LEDs show 0 to 15, and then begin again. */
@task
async function showCount(period: u32): Promise<void> {
  const eights = Output.at(13);
  const fours = Output.at(12);
  const twos = Output.at(11);
  const ones = Output.at(10);
  let count: u32 = 0;
  while (true) {
    eights.set(digit(count, 8));
    fours.set(digit(count, 4));
    twos.set(digit(count, 2));
    ones.set(digit(count, 1));
    // Here the task leaves the processor to the others. What it knows, it still knows afterwards.
    await sleep(millis(period));
    count++;
  }
}

export function main(): void {
  spawn(showCount(250));
}
