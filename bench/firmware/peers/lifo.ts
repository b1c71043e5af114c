/** A run queue that is a stack, taken whole: what was woken last runs first, as in embassy's. */
import { State, Task } from "./task";

const head: usize = memory.data(4, 4);

export function wake(task: Task): void {
  if (task.is(State.Queued)) return;
  task.state |= State.Queued;
  task.next = load<usize>(head);
  store<Task>(head, task);
}

export function takeAll(): usize {
  const first = load<usize>(head);
  store<usize>(head, 0);
  return first;
}

export function isEmpty(): bool {
  return !load<usize>(head);
}
