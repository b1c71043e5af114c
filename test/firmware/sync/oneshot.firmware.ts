/** Tasks that wait for an answer; the host asks, answers, and cuts them off. */
import { Oneshot, Reply, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const oneshot = Oneshot.create<u32>();

/** Tells the answer, -1 if there will be none, 0 when it was cut off. */
@task({ pool: 64 })
async function receives(id: u32): Promise<void> {
  const answer = oneshot.receive();
  if ((await select(Gate.of(id), answer)) == 0) told(id, 0);
  else told(id, answer.hasValue ? <i32>await answer : -1);
}

export function spawnReceives(id: u32): usize {
  return changetype<usize>(spawn(receives(id)));
}

export function ask(): usize {
  return changetype<usize>(oneshot.open());
}

export function isOpen(reply: usize): bool {
  return changetype<Reply<u32>>(reply).isOpen;
}

export function send(reply: usize, value: u32): bool {
  return changetype<Reply<u32>>(reply).send(value);
}

export function close(reply: usize): void {
  changetype<Reply<u32>>(reply).close();
}

export function isDone(): bool {
  return oneshot.isDone;
}

export function leftovers(): u32 {
  return <u32>!oneshot.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
