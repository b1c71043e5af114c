/**
 * Timers in a list without an order, as in embassy's integrated queue: each turn goes through all of them, wakes who
 * is due, and finds the nearest of the others. Here it goes through them once a turn; embassy does so once more
 * whenever a timer is set.
 */
import { wake } from "./lifo";
import { State, Task } from "./task";

const NEVER: u64 = i64.MAX_VALUE;
const head: usize = memory.data(4, 4);
let nearest: u64 = NEVER;

export function schedule(task: Task, deadline: u64): void {
  task.deadline = deadline;
  if (deadline < nearest) nearest = deadline;
  if (task.is(State.Timed)) return;
  task.state |= State.Timed;
  task.nextTimer = load<usize>(head);
  store<Task>(head, task);
}

export function expire(time: u64): void {
  nearest = NEVER;
  // Where the address of the task at hand is kept.
  let place = head;
  for (;;) {
    const task = load<Task>(place);
    if (!changetype<usize>(task)) return;
    if (task.deadline <= time) {
      store<usize>(place, task.nextTimer);
      task.state &= ~State.Timed;
      wake(task);
    } else {
      if (task.deadline < nearest) nearest = task.deadline;
      place = changetype<usize>(task) + offsetof<Task>("nextTimer");
    }
  }
}

export function nextDeadline(): u64 {
  return nearest;
}
