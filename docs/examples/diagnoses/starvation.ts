/** Two tasks that work for 40 ms at a time keep a third from showing anything. */
import { log, millis, sleep, spawn, yieldNow } from "wakeful";

/** Takes 10 ms at 16 MHz for each 10,000 rounds, about. */
function work(rounds: u32): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < rounds; i++) sum = sum * 31 + i;
  return sum;
}

@task({ pool: 2, priority: 1 })
async function crunch(): Promise<void> {
  let sum: u32 = 0;
  for (;;) {
    sum += work(60_000);
    await yieldNow();
  }
}

@task
async function show(): Promise<void> {
  for (let count: u32 = 1; ; count++) {
    await sleep(millis(20));
    log("shown {} times", count);
  }
}

export function main(): void {
  spawn(crunch());
  spawn(crunch());
  spawn(show());
}
