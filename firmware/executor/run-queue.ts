/**
 * Tasks that are ready to be polled: first in, first out, one queue a priority.
 *
 * Each queue is a ring: only its last task is remembered, and that one's link leads to the first.
 * So a queue is four bytes, appending is O(1), and two queues become one by swapping two links.
 *
 * ```
 *   last ──► C ──► A ──► B ──┐
 *            ▲               │      A runs first
 *            └───────────────┘
 * ```
 *
 * `takeAll` cuts off what is queued now, highest priority first. What these tasks wake, themselves
 * included, is queued for the next round: nobody starves, whatever the priorities.
 */
import { ENDS, LEVELS, levelOf } from "../../generated/tasks";
import { State, Task } from "./task";

/** `LEVELS` words: the last task of each queue, or 0. */
export const runQueue: usize = memory.data(<i32>(LEVELS * 4), 4);

export namespace RunQueue {
  /**
   * Appends a task. It must not be queued already.
   * @param state of the task, which who wakes it has read already.
   */
  export function append(task: Task, state: u8): void {
    if (!ASC_NO_ASSERT) assert(!(state & State.Queued), "queued twice");
    const queue = LEVELS == 1 ? runQueue : runQueue + levelOf(task.kind) * 4;
    const last = changetype<Task>(load<usize>(queue));
    if (changetype<usize>(last)) {
      task.link = last.link;
      last.link = changetype<usize>(task);
    } else {
      task.link = changetype<usize>(task);
    }
    store<usize>(queue, changetype<usize>(task));
    // Where no task ever ends, one that is queued is alive, and nothing else.
    task.state = ENDS ? state | State.Queued : State.Alive | State.Queued;
  }

  /**
   * Takes all queued tasks, as one ring in the order they are to run.
   * @returns the last of them, or 0.
   */
  export function takeAll(): usize {
    let last = load<usize>(runQueue);
    store<usize>(runQueue, 0);
    if (LEVELS > 1) {
      for (let level: usize = 1; level < LEVELS; level++) {
        const higher = load<usize>(runQueue + level * 4);
        if (!higher) continue;
        store<usize>(runQueue + level * 4, 0);
        if (last) {
          const first = load<usize>(last);
          store<usize>(last, load<usize>(higher));
          store<usize>(higher, first);
        } else {
          last = higher;
        }
      }
    }
    return last;
  }

  export function isEmpty(): bool {
    let any = load<usize>(runQueue);
    if (LEVELS > 1) {
      for (let level: usize = 1; level < LEVELS; level++) any |= load<usize>(runQueue + level * 4);
    }
    return !any;
  }
}
