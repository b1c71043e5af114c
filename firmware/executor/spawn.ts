/** Making tasks run, and holding on to them. */
import { ADDRESS_BITS } from "../../generated/tasks";
import { dropTask } from "./executor";
import { Join } from "./join";
import { panic } from "../report/panic";
import { releaseFinished, taskOf } from "./pool";
import { RunQueue } from "./run-queue";
import { State, Task } from "./task";
import { Waker } from "./waker";

/**
 * Runs a task: `spawn(blink(13, 500))`. A hand-written future must lie in a slot from `claim` or
 * `tryClaim`, and have begun. It is polled for the first time in the next round. That no slot was
 * free is a panic; where it may happen, use `trySpawn`.
 */
export function spawn<F>(future: F): JoinHandle<valueof<F>> {
  if (!changetype<usize>(future)) {
    panic(
      "the task's pool is full: raise `pool` in its @task, use trySpawn, or join or detach tasks whose values nobody took",
    );
  }
  return start<F>(future);
}

/**
 * As `spawn`, but a full pool is an answer and no panic.
 * @returns null if every slot of the task's pool is taken.
 */
export function trySpawn<F>(future: F): JoinHandle<valueof<F>> | null {
  return changetype<usize>(future) ? start<F>(future) : null;
}

function start<F>(future: F): JoinHandle<valueof<F>> {
  const task = taskOf<F>(future);
  const keeps: u8 = isVoid<valueof<F>>() ? 0 : State.Keeps;
  // It has been claimed, and no more: what its state is need not be read.
  RunQueue.append(task, keeps | (ASC_NO_ASSERT ? State.Alive : task.state));
  return JoinHandle.of<valueof<F>>(task);
}

/**
 * A task, as a value: it takes no memory, can be copied and kept for ever. It knows which tenant of
 * the slot it means, so that a handle to a task that has ended never touches a later one.
 *
 * ```
 *   31                ADDRESS_BITS - 3                       0
 *   +--------------------+-----------------------------------+
 *   | generation         | address of the task, without the  |
 *   |                    | three low bits, which are zero    |
 *   +--------------------+-----------------------------------+
 * ```
 *
 * In a program with up to 1 MiB of tasks the generation has 15 bits: a handle is mistaken only if it
 * is kept while its slot sees exactly a multiple of 32,768 later tenants.
 */
@unmanaged
export class JoinHandle<T> {
  /** The handle of a task that was claimed. */
  static of<T>(task: Task): JoinHandle<T> {
    const address = changetype<usize>(task) >> 3;
    return changetype<JoinHandle<T>>(address | ((<usize>task.generation) << (ADDRESS_BITS - 3)));
  }

  /** The task, or null if its slot is free or has a later tenant. */
  get task(): Task | null {
    const bits = changetype<usize>(this);
    const mask: usize = (1 << (ADDRESS_BITS - 3)) - 1;
    const task = changetype<Task>((bits & mask) << 3);
    if (!task.is(State.Alive | State.Finished)) return null;
    if ((<usize>task.generation) << (ADDRESS_BITS - 3) != (bits & ~mask)) return null;
    return task;
  }

  /** True once the task has ended, by itself or by `abort`. */
  get isFinished(): bool {
    const task = this.task;
    return !task || task.is(State.Finished);
  }

  /**
   * Ends the task: its future is dropped at once, with everything it waits for. A task that aborts
   * itself is dropped when its poll returns. If it was about to be polled, its slot is free again only
   * after the round at hand. A task that has ended is left alone, but its value, if
   * nobody took it, is given up.
   */
  abort(): void {
    const task = this.task;
    if (!task) return;
    if (task.is(State.Finished)) this.detach();
    else if (changetype<usize>(task) == changetype<usize>(Waker.current())) task.set(State.Aborted);
    else dropTask(task);
  }

  /**
   * Gives up the task's value, so that its slot is free as soon as it ends. It runs on. Who waits for it
   * when it ends still gets the value.
   */
  detach(): void {
    const task = this.task;
    if (!task) return;
    task.set(State.Detached);
    if (task.is(State.Finished)) releaseFinished(task);
  }

  /** Waits for the task's end; the output is its value. See `Join`. */
  join(place: Join<T>): Join<T> {
    return place.begin(this);
  }
}
