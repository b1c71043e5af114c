/** What can be held: tasks wait for it, hold it until their gates open, and are cut off. */
import { Mutex, RwLock, select, Semaphore, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const mutex = Mutex.create<u32>();
const rw = RwLock.create<u32>();
const permits = Semaphore.create(3);

/** Each tells 1 when it has it, 2 when it lets go, 0 when its wait was cut off by the second gate. */
@task({ pool: 64 })
async function locks(id: u32): Promise<void> {
  const lock = mutex.lock();
  if ((await select(Gate.of(id + 8), lock)) == 0) {
    told(id, 0);
    return;
  }
  told(id, 1);
  await Gate.of(id);
  told(id, 2);
}

@task({ pool: 64 })
async function reads(id: u32): Promise<void> {
  const access = rw.read();
  if ((await select(Gate.of(id + 8), access)) == 0) {
    told(id, 0);
    return;
  }
  told(id, 1);
  await Gate.of(id);
  told(id, 2);
}

@task({ pool: 64 })
async function writes(id: u32): Promise<void> {
  const access = rw.write();
  if ((await select(Gate.of(id + 8), access)) == 0) {
    told(id, 0);
    return;
  }
  told(id, 1);
  await Gate.of(id);
  told(id, 2);
}

@task({ pool: 64 })
async function acquires(id: u32, count: u32): Promise<void> {
  const mine = permits.acquire(count);
  if ((await select(Gate.of(id + 8), mine)) == 0) {
    told(id, 0);
    return;
  }
  told(id, 1);
  await Gate.of(id);
  told(id, 2);
}

export function spawnHolds(id: u32, kind: i32, count: u32): usize {
  if (kind == 0) return changetype<usize>(spawn(locks(id)));
  if (kind == 1) return changetype<usize>(spawn(acquires(id, count)));
  return count > 1 ? changetype<usize>(spawn(writes(id))) : changetype<usize>(spawn(reads(id)));
}

/** For the host to hold it itself. */
export function tryHold(kind: i32, count: u32): bool {
  return kind == 0 ? mutex.tryLock() : permits.tryAcquire(count);
}

export function letGo(kind: i32, count: u32): void {
  if (kind == 0) mutex.unlock();
  else permits.release(count);
}

export function isNew(): bool {
  return !mutex.isLocked && permits.available == 3;
}

export function leftovers(): u32 {
  const lines = <u32>!mutex.waiting.isEmpty + <u32>!rw.waiting.isEmpty;
  return lines + <u32>!permits.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
