/**
 * Where tasks live: one pool a kind, its size fixed by `@task({ pool: n })`.
 *
 * Free slots form a list through `Task.link`. Links count from the pool's first slot and from the
 * slot after the one that holds the link, so that memory full of zeros, as it is after reset, is
 * a complete free list and nothing has to be set up:
 *
 * ```
 *   head = 0 ──► slot 0 (link 0: the one after) ──► slot 1 (link 0) ──► ... ──► the end
 * ```
 */
import { freeList, JOINS, kindOf, poolEnd, poolStart, slotBytes } from "../../generated/tasks";
import { HEADER, PREFIX, State, Task } from "./task";
import { panic } from "../report/panic";

/**
 * Takes a free slot for an `F`; its memory is zero. Begin the future in it and hand it to `spawn`.
 * @returns null if every slot of the pool is taken.
 */
export function tryClaim<F>(): F | null {
  const kind = kindOf<F>();
  const list = freeList(kind);
  const slot = poolStart(kind) + load<usize>(list);
  if (slot >= poolEnd(kind)) return null;
  const size = slotBytes(kind);
  const task = changetype<Task>(slot + PREFIX);
  store<usize>(list, load<usize>(list) + size + task.link);
  task.kind = kind;
  task.state = State.Alive;
  if (JOINS) store<usize>(task.joiners, 0);
  memory.fill(task.frame, 0, size - PREFIX - HEADER);
  return changetype<F>(task.frame);
}

/** As `tryClaim`, but a full pool is a panic. */
export function claim<F>(): F {
  const future = tryClaim<F>();
  if (!future) panic("the task's pool is full: raise `pool` in its @task, or use tryClaim");
  return changetype<F>(future);
}

/** Gives up the value of a task that has ended, and its slot with it. */
export function releaseFinished(task: Task): void {
  task.clear(State.Finished);
  // While it is queued its slot is linked; the round that meets it there gives it back.
  if (!task.is(State.Queued)) release(task);
}

/** Gives a slot back. Its task must not be queued. */
export function release(task: Task): void {
  const kind = task.kind;
  const list = freeList(kind);
  const offset = changetype<usize>(task) - PREFIX - poolStart(kind);
  task.state = 0;
  task.age();
  task.link = load<usize>(list) - offset - slotBytes(kind);
  store<usize>(list, offset);
}
