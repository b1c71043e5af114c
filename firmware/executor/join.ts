/**
 * Waiting for a task's end.
 *
 * A task's value is delivered to those who wait for it when it ends: it is copied into each waiting
 * `Join`. If nobody waits yet, it rests in the task's slot until the first join takes it or
 * the handle is detached.
 */
import { JOINS } from "../../generated/tasks";
import { releaseFinished } from "./pool";
import { JoinHandle } from "./spawn";
import { State, Task } from "./task";
import { Answer, WaitList, Waiting } from "./wait-list";

/** Bytes of the largest value a task can deliver. */
const VALUE: usize = 8;

/** Offset of the value in a `Join`. */
const AT: usize = 16;

/**
 * Answers all that wait for a task.
 * @returns true if somebody did, so that the value is delivered.
 */
export function finishJoiners(task: Task, aborted: bool): bool {
  if (!JOINS) return false;
  const joiners = changetype<WaitList>(task.joiners);
  const isDelivered = !joiners.isEmpty;
  for (let node = joiners.first; node; node = joiners.first) {
    if (!aborted && task.is(State.Keeps)) memory.copy(node + AT, task.frame, VALUE);
    joiners.grant(node, aborted ? Answer.Aborted : Answer.Granted);
  }
  return isDelivered;
}

/**
 * Ready when the task has ended: `await handle.join()`, or `const end = handle.join()` and
 * `await end`, to ask `end.hasValue` and `end.isAborted` afterwards.
 *
 * **Cancel safety:** cancel safe until the task ends. A join that is dropped between that instant
 * and its next poll takes the value with it, unless another join of the same task received it too.
 */
@unmanaged
export class Join<T> extends Waiting<T> {
  /** The slot of the task may have another tenant by the time this is polled: a handle knows. */
  private handle: JoinHandle<T>;
  private low: u32;
  private high: u32;

  /** Begins to wait for a task. In memory that may hold anything. */
  begin(handle: JoinHandle<T>): Join<T> {
    this.clear();
    this.low = 0;
    this.high = 0;
    this.handle = handle;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.answer != Answer.Idle) return true;
    const task = this.handle.task;
    if (!task) {
      this.prev = Answer.Gone;
    } else if (task.is(State.Finished)) {
      if (!isVoid<T>()) memory.copy(changetype<usize>(this) + AT, task.frame, VALUE);
      releaseFinished(task);
      this.prev = Answer.Granted;
    } else {
      changetype<WaitList>(task.joiners).append(changetype<usize>(this));
      return false;
    }
    return true;
  }

  /** True if the task was aborted while this waited for it. */
  get isAborted(): bool {
    return this.answer == Answer.Aborted;
  }

  /**
   * True if `output` is the task's value. False if the task was aborted, or if its value had been
   * taken by an earlier join, or given up with `detach`.
   */
  get hasValue(): bool {
    return this.answer == Answer.Granted;
  }

  /** The task's value, if `hasValue`; else 0. */
  output(): T {
    if (isVoid<T>()) return;
    return load<T>(changetype<usize>(this) + AT);
  }

  /**
   * Begun, and not left.
   * @internal
   */
  get isUsed(): bool {
    return changetype<usize>(this.handle) != 0;
  }

  /** @internal */
  leave(): void {
    this.clear();
    this.handle = changetype<JoinHandle<T>>(0);
  }

  /** @internal */
  abort(): void {
    const task = this.handle.task;
    // The value of one that has ended is still to be told.
    if (!task || task.is(State.Finished)) return;
    this.handle.abort();
    // Who waits is told by the task; who does not yet would only find it gone.
    if (!this.isLinked && this.answer == Answer.Idle) this.prev = Answer.Aborted;
  }

  drop(): void {
    // A task that is waited for has not ended.
    const task = this.isLinked ? this.handle.task : null;
    if (task) changetype<WaitList>(task.joiners).remove(changetype<usize>(this));
    this.reset();
    this.low = 0;
    this.high = 0;
  }
}
