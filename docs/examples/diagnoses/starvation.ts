/** Two tasks that work for a long time without giving way keep a third from showing anything. */
import { log, millis, sleep, spawn, yieldNow } from "wakeful";

function work(rounds: u32): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < rounds; i++) sum = sum * 31 + i;
  return sum;
}

/** 47 ms at a time, at 16 MHz. */
@task({ priority: 1 })
async function compress(): Promise<void> {
  let sum: u32 = 0;
  for (;;) {
    sum += work(50_000);
    await yieldNow();
  }
}

/** 28 ms at a time. */
@task({ priority: 1 })
async function encrypt(): Promise<void> {
  let sum: u32 = 0;
  for (;;) {
    sum += work(30_000);
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
  spawn(compress());
  spawn(encrypt());
  spawn(show());
}
