/** Tasks at a channel of two places; the host fills, empties and closes it, and cuts them off. */
import { Channel, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const channel = Channel.create<u32>(2);

/** Tells the value, -1 at the end, 0 when it was cut off. */
@task({ pool: 64 })
async function receives(id: u32): Promise<void> {
  const next = channel.receive();
  if ((await select(Gate.of(id + 8), next)) == 0) {
    told(id, 0);
    return;
  }
  const value = await next;
  told(id, next.hasValue ? <i32>value : -1);
}

/** Takes one after the other, and pauses after each until its gate opens. */
@task({ pool: 64 })
async function follows(id: u32): Promise<void> {
  for await (const value of channel) {
    told(id, <i32>value);
    await Gate.of(id);
  }
  told(id, -1);
}

/** Tells 1 if the value is in, -1 at the end, 0 when it was cut off. */
@task({ pool: 64 })
async function sends(id: u32, value: u32): Promise<void> {
  const send = channel.send(value);
  if ((await select(Gate.of(id + 8), send)) == 0) told(id, 0);
  else told(id, (await send) ? 1 : -1);
}

/** Tells 1 when it has a place, and uses it when its gate opens; its second gate has it give up. */
@task({ pool: 64 })
async function reserves(id: u32, value: u32): Promise<void> {
  const place = channel.reserve();
  if ((await select(Gate.of(id + 8), place)) == 0) {
    told(id, 0);
    return;
  }
  told(id, (await place) ? 1 : -1);
  if ((await select(Gate.of(id + 8), Gate.of(id))) == 1) told(id, place.send(value) ? 2 : -2);
}

export function spawnEnd(kind: i32, id: u32, value: u32): usize {
  if (kind == 0) return changetype<usize>(spawn(receives(id)));
  if (kind == 1) return changetype<usize>(spawn(follows(id)));
  if (kind == 2) return changetype<usize>(spawn(sends(id, value)));
  return changetype<usize>(spawn(reserves(id, value)));
}

export function trySend(value: u32): bool {
  return channel.trySend(value);
}

export function forceSend(value: u32): bool {
  return channel.forceSend(value);
}

export function tryReceive(): u32 {
  return channel.tryReceive(0);
}

export function clear(): void {
  channel.clear();
}

export function close(): void {
  channel.close();
}

/** How many are inside, how many were lost, and what is free. */
export function state(): u32 {
  const free = ((<u32>channel.hasValue) << 1) | (<u32>channel.hasRoom);
  return ((<u32>channel.length) << 16) | ((<u32>channel.lost) << 4) | free;
}

export function leftovers(): u32 {
  return <u32>!channel.receivers.isEmpty + <u32>!channel.senders.isEmpty + queuedTasks();
}

export function main(): void {}
