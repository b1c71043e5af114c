/** Tasks that look at a watch, whose waits the host cuts off. */
import { select, spawn, Watch } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, value: i32): void;

const watch = Watch.create<u32>();

/** Tells each value that it sees, and 0 when a wait was cut off; then it waits again. */
@task({ pool: 64 })
async function looks(id: u32): Promise<void> {
  const mine = watch.subscribe();
  while (true) {
    const next = mine.next();
    if ((await select(Gate.of(id), next)) == 0) told(id, 0);
    else told(id, <i32>await next);
  }
}

/** Looks away after each value until its gate opens. */
@task({ pool: 64 })
async function glances(id: u32): Promise<void> {
  const mine = watch.subscribe();
  for await (const value of mine) {
    told(id, <i32>value);
    await Gate.of(id);
    told(id, mine.hasChanged ? -1 : -2);
  }
}

export function spawnLooks(id: u32): usize {
  return changetype<usize>(spawn(looks(id)));
}

export function spawnGlances(id: u32): usize {
  return changetype<usize>(spawn(glances(id)));
}

export function set(value: u32): void {
  watch.value = value;
}

export function value(): u32 {
  return watch.value;
}

export function leftovers(): u32 {
  return <u32>!watch.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
