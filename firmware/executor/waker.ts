/**
 * Who is polled now, and how to have it polled again.
 *
 * A waker is the address of a task. Waking sets a bit and links the task into the run queue; it
 * never runs code, so it may be called from anywhere, in the middle of any primitive. Waking a task
 * that is queued, or has ended, does nothing. A waker kept beyond its task's life may wake the next
 * tenant of the slot: that costs one poll and changes nothing else, since every future checks for
 * itself whether it is ready.
 */
import { RunQueue } from "./run-queue";
import { State, Task } from "./task";

/** Address of the task that is being polled, or 0 between rounds. */
const current: usize = memory.data(4, 4);

/** A handle that has a task polled again. It takes no memory, and may be kept and copied. */
@unmanaged
export class Waker {
  /** The waker of the task that is being polled. Only valid inside `poll`. */
  static current(): Waker {
    return load<Waker>(current);
  }

  /** Has the task polled in the next round. */
  wake(): void {
    const task = changetype<Task>(this);
    const state = task.state;
    if ((state & (State.Alive | State.Queued)) == State.Alive) RunQueue.append(task, state);
  }
}

/** For the compiler: has a task that is being polled polled again. It is alive, whatever else it is. */
export function again(task: usize): void {
  const self = changetype<Task>(task);
  const state = self.state;
  if (!(state & State.Queued)) RunQueue.append(self, state);
}

/** As `again`, of the task that is being polled. */
export function againCurrent(): void {
  again(changetype<usize>(Waker.current()));
}

/**
 * For the executor: says whose poll begins, by which the one before has ended; 0 when no other follows. Hosts
 * watch this word to tell the polls of tasks apart.
 */
@inline
export function setCurrent(task: usize): void {
  store<usize>(current, task);
}
