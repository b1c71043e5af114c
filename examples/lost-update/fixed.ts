/**
 * As lost-update.ts, without the fault: who reads the total to write another one has a lock from before the one until
 * after the other.
 */
import { Input, log, micros, Mutex, Output, Pull, sleep, spawn } from "wakeful";

/** What the chip holds. */
let total: u32 = 0;

/** Who has it may use the chip. */
const chip = Mutex.create<u32>();

async function readChip(): Promise<u32> {
  await sleep(micros(50));
  return total;
}

async function writeChip(count: u32): Promise<void> {
  await sleep(micros(150));
  total = count;
}

async function countOne(): Promise<u32> {
  // Let go when the function returns.
  await chip.lock();
  const before = await readChip();
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
