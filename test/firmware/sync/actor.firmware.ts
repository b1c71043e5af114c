/** An actor, those who ask it, and those who answer for it; the host cuts them off. */
import { Actor, select, spawn } from "wakeful";
import { queuedTasks } from "wakeful/firmware/executor/audit";
import { Gate } from "./gate.firmware";
export { abort, open } from "./gate.firmware";

declare function told(id: u32, what: i32): void;

const actor = Actor.create<u32, u32>();

/** Tells the answer, -1 if there will be none, 0 when it was cut off. */
@task({ pool: 64 })
async function asks(id: u32, question: u32): Promise<void> {
  const answer = actor.ask(question);
  if ((await select(Gate.of(id), answer)) == 0) told(id, 0);
  else told(id, answer.hasValue ? <i32>await answer : -1);
}

/**
 * Tells each question, and answers when its gate opens; its second gate has it wait for a question anew,
 * and leave the one at hand unanswered.
 */
@task({ pool: 64 })
async function serves(id: u32): Promise<void> {
  while (true) {
    const next = actor.next();
    if ((await select(Gate.of(id + 8), next)) == 0) {
      told(id, 0);
      continue;
    }
    if (!next.hasValue) break;
    const question = await next;
    told(id, <i32>question);
    if ((await select(Gate.of(id + 8), Gate.of(id))) == 0) continue;
    told(id, actor.reply(question + 1000) ? -2 : -3);
  }
  told(id, -1);
}

export function spawnAsks(id: u32, question: u32): usize {
  return changetype<usize>(spawn(asks(id, question)));
}

export function spawnServes(id: u32): usize {
  return changetype<usize>(spawn(serves(id)));
}

export function close(): void {
  actor.close();
}

export function leftovers(): u32 {
  return <u32>!actor.asking.isEmpty + <u32>!actor.idle.isEmpty + queuedTasks();
}

export function main(): void {}
