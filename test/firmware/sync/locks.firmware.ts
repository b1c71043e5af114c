/** Things that are held, by tasks that the host starts, lets go and aborts. */
import { Barrier, JoinHandle, Mutex, OnceCell, RwLock, Semaphore, spawn } from "wakeful";
import { Gate, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const mutex = Mutex.create<u32>();
const rw = RwLock.create<u32>();
const permits = Semaphore.create(3);
const barrier = Barrier.create(3);
const cell = OnceCell.create<u32>();

@task({ pool: 12 })
async function locks(id: u32): Promise<void> {
  const lock = mutex.lock();
  await lock;
  told(id, 1);
  const before = lock.value;
  await Gate.of(id);
  lock.value = before + 1;
  told(id, 2);
}

@task({ pool: 12 })
async function accesses(id: u32, writes: bool): Promise<void> {
  if (writes) {
    const access = rw.write();
    await access;
    told(id, 1);
    const before = access.value;
    await Gate.of(id);
    access.value = before + 1;
  } else {
    const access = rw.read();
    const before = await access;
    told(id, 1);
    await Gate.of(id);
    assert(before == access.value, "read while somebody wrote");
  }
  told(id, 2);
}

@task({ pool: 12 })
async function acquires(id: u32, count: u32): Promise<void> {
  await permits.acquire(count);
  told(id, 1);
  await Gate.of(id);
  told(id, 2);
}

@task({ pool: 12 })
async function arrives(id: u32): Promise<void> {
  told(id, (await barrier.wait()) ? 2 : 1);
}

@task({ pool: 12 })
async function needs(id: u32): Promise<void> {
  if (await cell.claim()) {
    told(id, 1);
    await Gate.of(id);
    cell.set(id);
  }
  told(id, 2);
}

export function spawnLock(id: u32): usize {
  return changetype<usize>(spawn(locks(id)));
}

export function spawnAccess(id: u32, writes: bool): usize {
  return changetype<usize>(spawn(accesses(id, writes)));
}

export function spawnAcquire(id: u32, count: u32): usize {
  return changetype<usize>(spawn(acquires(id, count)));
}

export function spawnArrive(id: u32): usize {
  return changetype<usize>(spawn(arrives(id)));
}

export function spawnNeed(id: u32): usize {
  return changetype<usize>(spawn(needs(id)));
}

export function go(id: u32): void {
  open(id);
}

export function abort(handle: usize): void {
  changetype<JoinHandle<void>>(handle).abort();
}

export function total(): u32 {
  return mutex.tryLock() ? mutex.guarded : u32.MAX_VALUE;
}

export function available(): u32 {
  return permits.available;
}

export function cellValue(): u32 {
  return cell.isSet ? cell.value : u32.MAX_VALUE;
}

export function main(): void {}
