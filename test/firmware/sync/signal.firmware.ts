/** Tasks that take the values of a signal, whose waits the host cuts off. */
import { select, Signal, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, value: i32): void;

const signal = Signal.create<u32>();

/** Tells the value that it takes, or 0 when it was cut off. */
@task({ pool: 64 })
async function waits(id: u32): Promise<void> {
  const value = signal.wait();
  if ((await select(Gate.of(id), value)) == 0) told(id, 0);
  else told(id, <i32>await value);
}

/** Takes one value after the other, with a pause after each until its gate opens. */
@task({ pool: 64 })
async function follows(id: u32): Promise<void> {
  for await (const value of signal) {
    told(id, <i32>value);
    await Gate.of(id);
  }
}

export function spawnWaits(id: u32): usize {
  return changetype<usize>(spawn(waits(id)));
}

export function spawnFollows(id: u32): usize {
  return changetype<usize>(spawn(follows(id)));
}

export function set(value: u32): void {
  signal.signal(value);
}

export function reset(): void {
  signal.reset();
}

export function tryTake(): u32 {
  return signal.tryTake(0);
}

export function hasValue(): bool {
  return signal.hasValue;
}

export function leftovers(): u32 {
  return <u32>!signal.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
