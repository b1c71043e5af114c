/** Tasks that wait for a notification, or for the host to cut the wait off. */
import { Notify, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const notify = Notify.create();

/** Tells 1 when it was notified, 0 when it was cut off. */
@task({ pool: 64 })
async function listens(id: u32): Promise<void> {
  told(id, await select(Gate.of(id), notify.notified()));
}

/** Waits twice, with the second wait begun in the poll that ends the first. */
@task({ pool: 64 })
async function listensTwice(id: u32): Promise<void> {
  await notify.notified();
  told(id, 2);
  await notify.notified();
  told(id, 3);
}

export function spawnListens(id: u32): usize {
  return changetype<usize>(spawn(listens(id)));
}

export function spawnTwice(id: u32): usize {
  return changetype<usize>(spawn(listensTwice(id)));
}

export function notifyOne(): void {
  notify.notifyOne();
}

export function notifyAll(): void {
  notify.notifyAll();
}

export function leftovers(): u32 {
  return <u32>!notify.waiting.isEmpty + queuedTasks();
}

export function main(): void {}
