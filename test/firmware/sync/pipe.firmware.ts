/** Tasks that write to a pipe of five bytes and read from it; the host cuts them off. */
import { Pipe, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32, count: u32): void;

const pipe = Pipe.create(5);
const memories = memory.data(8 * 16);

/**
 * Tells 1 and how many of its bytes are in the pipe; 0 and how many if it was cut off. One with an odd
 * number stays until its gate opens.
 */
@task({ pool: 64 })
async function writes(id: u32, first: u32, count: u32): Promise<void> {
  const mine = memories + <usize>id * 16;
  for (let i: u32 = 0; i < count; i++) store<u8>(mine + i, <u8>(first + i));
  const write = pipe.write(mine, count);
  const which = await select(Gate.of(id + 8), write);
  told(id, which, write.written);
  if (id % 2 == 1) await Gate.of(id);
}

/** Tells 2 and how many bytes it got, and which; 0 and 99 if it was cut off. */
@task({ pool: 64 })
async function reads(id: u32, most: u32): Promise<void> {
  const mine = memories + <usize>id * 16;
  const read = pipe.read(mine, most);
  if ((await select(Gate.of(id + 8), read)) == 0) {
    told(id, 0, 99);
    return;
  }
  const count = await read;
  told(id, 2, count);
  for (let i: u32 = 0; i < count; i++) told(id, 3, load<u8>(mine + i));
}

export function spawnWrites(id: u32, first: u32, count: u32): usize {
  return changetype<usize>(spawn(writes(id, first, count)));
}

export function spawnReads(id: u32, most: u32): usize {
  return changetype<usize>(spawn(reads(id, most)));
}

export function length(): u32 {
  return pipe.length;
}

export function close(): void {
  pipe.close();
}

export function leftovers(): u32 {
  return <u32>!pipe.readers.isEmpty + <u32>!pipe.writers.isEmpty + queuedTasks();
}

export function main(): void {}
