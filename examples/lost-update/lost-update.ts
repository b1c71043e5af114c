/**
 * Visitors are counted at two doors, and the total lies in a memory chip that takes its time. There is a fault in
 * it: each `await` is a place where the other task can run, so when somebody comes through each door within 200 µs,
 * both tasks read the same total, and one visitor is lost. `wakeful explore` finds that with
 * scenario.mjs; fixed.ts has the way out.
 */
import { Input, log, micros, Output, Pull, sleep, spawn } from "wakeful";

/** What the chip holds. */
let total: u32 = 0;

async function readChip(): Promise<u32> {
  await sleep(micros(50));
  return total;
}

async function writeChip(count: u32): Promise<void> {
  await sleep(micros(150));
  total = count;
}

async function countOne(): Promise<u32> {
  const before = await readChip();
  // What was read may be old by now: the other door may have stored another total meanwhile.
  await writeChip(before + 1);
  return before + 1;
}

/** An LED is on while its door is at the chip. */
@task({ pool: 2 })
async function watch(door: u8, pin: u8): Promise<void> {
  const led = Output.at(pin);
  const barrier = Input.at(door, Pull.Up);
  while (true) {
    await barrier.fallingEdge();
    led.high();
    const visitors = await countOne();
    led.low();
    log("{} visitors", visitors);
  }
}

export function main(): void {
  spawn(watch(2, 13));
  spawn(watch(3, 12));
}
