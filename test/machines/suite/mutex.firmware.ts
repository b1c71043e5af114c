/**
 * Three tasks share a bus, each with an LED that is on while it has the bus. At every 100 ms all want it in the same
 * instant: the urgent one is polled first, and from then on it is first come, first served.
 */
import { log, millis, Mutex, Output, sleepUntil, spawn } from "wakeful";

const bus = Mutex.create<u32>();

/** Has the bus until a point in time. Gives how often it was used so far. */
async function transfer(led: Output, end: u64): Promise<u32> {
  const transfers = bus.lock();
  await transfers;
  led.high();
  transfers.value += 1;
  await sleepUntil(end);
  led.low();
  return transfers.value;
}

@task({ priority: 1 })
async function urgent(): Promise<void> {
  const led = Output.at(13);
  for (let due = millis(100); ; due += millis(100)) {
    await sleepUntil(due);
    await transfer(led, due + millis(15));
  }
}

@task({ pool: 2 })
async function background(pin: u8, turn: u32): Promise<void> {
  const led = Output.at(pin);
  for (let due = millis(100); ; due += millis(100)) {
    await sleepUntil(due);
    const count = await transfer(led, due + millis(15 * turn));
    if (turn == 3) log("{} transfers", count);
  }
}

export function main(): void {
  spawn(background(12, 2));
  spawn(background(11, 3));
  spawn(urgent());
}
