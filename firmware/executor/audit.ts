/** Counts what is linked into the executor: for tests that nothing is left behind. */
import { runQueue } from "./run-queue";
import { State, Task } from "./task";
import { TimerNode } from "./timer-queue";
import { timers } from "./timers";
import { Waker } from "./waker";

/** Timers that somebody waits for. */
export function linkedTimers(): u32 {
  const root = timers.first;
  return root ? 1 + countBelow(changetype<TimerNode>(root).child) : 0;
}

/** A row of siblings and what is below them; the last one's `next` leads up, with its low bit set. */
function countBelow(oldest: usize): u32 {
  let count: u32 = 0;
  for (let at = oldest; at && !(at & 1); at = changetype<TimerNode>(at).next) {
    count += 1 + countBelow(changetype<TimerNode>(at).child);
  }
  return count;
}

/**
 * Other tasks of the lowest priority that are to be polled. The running one may have woken itself
 * without need, and aborted ones may still be in the queue.
 */
export function queuedTasks(): u32 {
  const last = load<usize>(runQueue);
  if (!last) return 0;
  let count: u32 = 0;
  let at = last;
  do {
    const task = changetype<Task>(at);
    if (task.is(State.Alive) && at != changetype<usize>(Waker.current())) count++;
    at = task.link;
  } while (at != last);
  return count;
}
