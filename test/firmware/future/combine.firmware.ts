/** Tasks that wait for two channels at once, in all ways; the host fills these, and cuts the tasks off. */
import { Channel, join, select, selectFair, spawn, timeout } from "wakeful";
import { linkedTimers, queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "../sync/gate.firmware";
export { abort, open } from "../sync/gate.firmware";

declare function told(id: u32, what: i32, value: u32): void;

const left = Channel.create<u32>(3);
const right = Channel.create<u32>(3);

/** Tells each value and where it came from; where both have one they take turns. */
@task({ pool: 64 })
async function picksFairly(id: u32): Promise<void> {
  const a = left.receive();
  const b = right.receive();
  while (true) {
    const which = await selectFair(a, b, Gate.of(id));
    told(id, which, which == 0 ? await a : which == 1 ? await b : 0);
  }
}

/** As `picksFairly`, but the left one always comes first, and each wait is begun anew. */
@task({ pool: 64 })
async function picks(id: u32): Promise<void> {
  while (true) {
    const a = left.receive();
    const b = right.receive();
    const which = await select(a, b, Gate.of(id));
    told(id, which, which == 0 ? await a : which == 1 ? await b : 0);
  }
}

/** Tells a value of each, when it has both. */
@task({ pool: 64 })
async function pairs(id: u32): Promise<void> {
  const a = left.receive();
  const b = right.receive();
  await join(a, b);
  told(id, 3, (await a) * 1000 + (await b));
}

/** Tells a value that came in time, or that none did. */
@task({ pool: 64 })
async function hurries(id: u32, span: u64): Promise<void> {
  const a = left.receive();
  if (await timeout(a, span)) told(id, 4, await a);
  else told(id, 5, 0);
}

export function spawnWaits(id: u32, kind: i32, span: u64): usize {
  if (kind == 0) return changetype<usize>(spawn(picksFairly(id)));
  if (kind == 1) return changetype<usize>(spawn(picks(id)));
  if (kind == 2) return changetype<usize>(spawn(pairs(id)));
  return changetype<usize>(spawn(hurries(id, span)));
}

export function send(isRight: bool, value: u32): bool {
  return (isRight ? right : left).trySend(value);
}

export function length(): u32 {
  return left.length * 100 + right.length;
}

export function leftovers(): u32 {
  const lines = <u32>!left.receivers.isEmpty + <u32>!right.receivers.isEmpty;
  return lines + linkedTimers() + queuedTasks();
}

export function main(): void {}
