/** Tasks that meet at a barrier, need a cell that is set once, or do slices of background work. */
import { Background, Barrier, OnceCell, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const barrier = Barrier.create(3);
const cell = OnceCell.create<u32>();
const background = Background.create();

/** Tells 2 for the last one, 1 for others, 0 if it was cut off. It comes twice. */
@task({ pool: 64 })
async function arrives(id: u32): Promise<void> {
  for (let i = 0; i < 2; i++) {
    const all = barrier.wait();
    if ((await select(Gate.of(id), all)) == 0) told(id, 0);
    else told(id, (await all) ? 2 : 1);
  }
}

/** Tells 1 if it is to set the cell, and sets it to its number or, if cut off, does not; else its value. */
@task({ pool: 64 })
async function claims(id: u32, value: u32): Promise<void> {
  const claim = cell.claim();
  if ((await select(Gate.of(id + 8), claim)) == 0) {
    told(id, 0);
    return;
  }
  if (await claim) {
    told(id, 1);
    if ((await select(Gate.of(id + 8), Gate.of(id))) == 1) told(id, cell.set(value) ? 2 : 3);
  } else {
    told(id, <i32>cell.value);
  }
}

/** Tells the cell's value, once it is set, or 0 if it was cut off. */
@task({ pool: 64 })
async function gets(id: u32): Promise<void> {
  const value = cell.get();
  if ((await select(Gate.of(id + 8), value)) == 0) told(id, 0);
  else told(id, <i32>await value);
}

/** Does three slices; tells 1 for each, and 0 for a turn that was cut off. */
@task({ pool: 64 })
async function toils(id: u32): Promise<void> {
  for (let i = 0; i < 3; i++) told(id, await select(Gate.of(id), background.slice()));
}

export function spawnArrives(id: u32): usize {
  return changetype<usize>(spawn(arrives(id)));
}

export function spawnClaims(id: u32, value: u32): usize {
  return changetype<usize>(spawn(claims(id, value)));
}

export function spawnGets(id: u32): usize {
  return changetype<usize>(spawn(gets(id)));
}

export function spawnToils(id: u32): usize {
  return changetype<usize>(spawn(toils(id)));
}

export function set(value: u32): bool {
  return cell.set(value);
}

export function value(): u32 {
  return cell.isSet ? cell.value : 0;
}

export function leftovers(): u32 {
  const lines = <u32>!barrier.waiting.isEmpty + <u32>!background.waiting.isEmpty;
  return lines + <u32>!cell.waiting.isEmpty + <u32>!cell.claiming.isEmpty + queuedTasks();
}

export function main(): void {}
