/** An urgent task waits for a bus, and with it for a task that has nothing to do with the bus. */
import { log, micros, millis, Mutex, sleep, spawn, yieldNow } from "wakeful";

const bus = Mutex.create<u32>();

function work(rounds: u32): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < rounds; i++) sum = sum * 31 + i;
  return sum;
}

/** Sends eight bytes over the bus, and gives way after each. */
@task
async function record(): Promise<void> {
  const transfer = bus.lock();
  await transfer;
  for (let byte: u32 = 0; byte < 8; byte++) {
    transfer.value += work(20);
    await yieldNow();
  }
}

@task({ priority: 3 })
async function draw(): Promise<void> {
  let picture: u32 = 0;
  for (let line: u32 = 0; line < 50; line++) {
    picture += work(1_000);
    await yieldNow();
  }
  log("picture {}", picture);
}

@task({ priority: 7 })
async function brake(): Promise<void> {
  await sleep(micros(500));
  await bus.lock();
  log("braked");
  await sleep(millis(1));
}

export function main(): void {
  spawn(record());
  spawn(draw());
  spawn(brake());
}
