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
import {
  freeList,
  freeListOf,
  JOINS,
  kindOf,
  poolEnd,
  poolStart,
  poolStartOf,
  slotBytes,
  slotBytesOf,
} from "../../generated/tasks";
import { HEADER, PREFIX, State, Task } from "./task";
import { panic } from "../report/panic";

/**
 * Takes a free slot for an `F`; its memory is zero, but for an async function, which needs none. Begin the future in it and hand it to `spawn`.
 * @returns null if every slot of the pool is taken.
 */
export function tryClaim<F>(): F | null {
  const slot = nextSlot<F>();
  return isSlot<F>(slot) ? take<F>(slot) : null;
}

/** For the compiler: the first free slot for an `F`, or the end of the pool. */
@inline
export function nextSlot<F>(): usize {
  const kind = kindOf<F>();
  return poolStartOf(kind) + load<usize>(freeListOf(kind));
}

/** For the compiler: whether `nextSlot` has found one. */
@inline
export function isSlot<F>(slot: usize): bool {
  return slot < poolEnd(kindOf<F>());
}

/** For the compiler: takes what `nextSlot` has found. */
@inline
export function take<F>(slot: usize): F {
  const kind = kindOf<F>();
  const size = slotBytesOf(kind);
  const task = changetype<Task>(slot + PREFIX);
  store<usize>(freeListOf(kind), slot - poolStartOf(kind) + size + task.link);
  task.begin(kind, State.Alive);
  if (JOINS) store<usize>(task.joiners, 0);
  // An async function writes each of its variables before it reads it.
  if (isDefined(changetype<F>(0).__async)) return changetype<F>(task);
  memory.fill(task.frame, 0, size - PREFIX - HEADER);
  return changetype<F>(task.frame);
}

/** The task of what `tryClaim` gave: an async function works on the header as well, so it is given the whole task. */
@inline
export function taskOf<F>(future: F): Task {
  const address = changetype<usize>(future);
  return changetype<Task>(isDefined(changetype<F>(0).__async) ? address : address - HEADER);
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
