/** An executor behind the same border as ours, of the other algorithms: see lifo.ts and linear.ts. */
import { now } from "../../../hal/generated/bindings";
// The bench puts the firmware and its numbers here.
import { main, onRaise } from "./firmware";
import { isEmpty, takeAll, wake } from "./lifo";
import { expire, nextDeadline } from "./linear";
import { TASKS, TIMERS } from "./shape";
import { State, Task } from "./task";

const slots: usize = memory.data(<i32>(TASKS * offsetof<Task>()), 8);
let taken: usize = 0;

export function spawn(run: u32, a: u32): void {
  if (taken == TASKS) unreachable();
  const task = changetype<Task>(slots + taken++ * offsetof<Task>());
  task.run = run;
  task.a = a;
  wake(task);
}

export function start(): void {
  main();
}

export function poll(): i64 {
  if (TIMERS) expire(now());
  let address = takeAll();
  while (address) {
    const task = changetype<Task>(address);
    address = task.next;
    task.state &= ~State.Queued;
    call_indirect(task.run, task);
  }
  if (!isEmpty()) return 0;
  return TIMERS ? <i64>nextDeadline() : i64.MAX_VALUE;
}

export function raise(_source: i32, value: i32, _time: i64): void {
  onRaise(value);
}
