/** Tasks with values, and tasks that wait for them: one by one, or for a set of them. */
import { JoinHandle, JoinSet, select, spawn, trySpawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "../sync/gate.firmware";
export { abort, open } from "../sync/gate.firmware";

declare function told(id: u32, what: i32): void;

const set = JoinSet.create<u32>(4);

/** Ends with a value when its gate opens. */
@task({ pool: 64 })
async function works(id: u32, value: u32): Promise<u32> {
  await Gate.of(id);
  return value;
}

/** Tells what comes out of the set: a value, -1 for an aborted task, 0 for a wait that was cut off. */
async function collect(id: u32): Promise<void> {
  while (true) {
    const end = set.next();
    if ((await select(Gate.of(id), end)) == 0) {
      told(id, 0);
      continue;
    }
    if (end.hasValue) {
      told(id, end.isAborted ? -1 : <i32>await end);
      continue;
    }
    told(id, -3);
    await Gate.of(id + 8);
  }
}

@task({ pool: 64 })
async function collects(id: u32): Promise<void> {
  await collect(id);
}

/** In a slot where no other collector was before. */
@task({ pool: 64 })
async function collectsToo(id: u32): Promise<void> {
  await collect(id);
}

/** Waits for one: tells its value, -1 if it was aborted, -2 if the value is gone, 0 if cut off. */
@task({ pool: 64 })
async function joins(id: u32, work: JoinHandle<u32>): Promise<void> {
  const end = work.join();
  if ((await select(Gate.of(id), end)) == 0) told(id, 0);
  else told(id, end.hasValue ? <i32>await end : end.isAborted ? -1 : -2);
}

export function spawnWorks(id: u32, value: u32): usize {
  return changetype<usize>(spawn(works(id, value)));
}

export function spawnCollects(id: u32, isOther: bool): usize {
  return isOther
    ? changetype<usize>(spawn(collectsToo(id)))
    : changetype<usize>(spawn(collects(id)));
}

export function spawnJoins(id: u32, work: usize): usize {
  return changetype<usize>(spawn(joins(id, changetype<JoinHandle<u32>>(work))));
}

export function add(work: usize): bool {
  return set.add(changetype<JoinHandle<u32>>(work));
}

export function abortAll(): void {
  set.abortAll();
}

export function length(): u32 {
  return set.length;
}

export function detach(work: usize): void {
  changetype<JoinHandle<u32>>(work).detach();
}

export function isFinished(work: usize): bool {
  return changetype<JoinHandle<u32>>(work).isFinished;
}

/** Takes all slots of the workers' pool. */
export function fill(): u32 {
  let count: u32 = 0;
  while (trySpawn(works(15, 0))) count++;
  return count;
}

export function leftovers(): u32 {
  return queuedTasks();
}

export function main(): void {}
