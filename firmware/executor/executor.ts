/**
 * The executor: one bounded turn at a time.
 *
 * The host delivers interrupts with `raise`, calls `poll`, and sleeps until the deadline that `poll`
 * returned or the next interrupt. A turn first wakes the tasks whose deadlines have come, then polls
 * each task that was ready when the round began, once. What they wake waits for the next turn, and
 * in between the host serves interrupts. So the longest time an interrupt waits is one round, and a
 * task that wakes itself for ever delays the others by one round and no more.
 *
 * Nothing here is kept between turns but the run queue and the timer queue.
 */
import { ABORTS, dropFrame, ENDS, pollFrame } from "../../generated/tasks";
import { now } from "../../hal/generated/bindings";
import { finishJoiners } from "./join";
import { release } from "./pool";
import { RunQueue } from "./run-queue";
import { PREFIX, State, Task } from "./task";
import { TimerNode } from "./timer-queue";
import { timers } from "./timers";
import { setCurrent, Waker } from "./waker";

/** No deadline: only an interrupt can wake. */
const NEVER: i64 = i64.MAX_VALUE;

/** Whether anything is ever put into the queue of timers: the compiler answers no if nothing is. */
function hasTimers(): bool {
  return true;
}

/** Wakes whatever is due. */
function expire(): void {
  let first = timers.first;
  if (!first) return;
  // Asking for the time is a call of the host, which may cost as much as a task's poll.
  const time = <u64>now();
  do {
    const node = changetype<TimerNode>(first);
    if (node.deadline > time) return;
    timers.removeFirst(node);
    changetype<Waker>(node.task).wake();
    first = timers.first;
  } while (first);
}

/** The future has ended or was dropped: tell the joiners, and free the slot unless it keeps a value. */
function end(task: Task, aborted: bool): void {
  const taken = finishJoiners(task, aborted);
  const keeps = task.is(State.Keeps) && !(PREFIX && task.is(State.Detached));
  if (keeps && !taken && !aborted) task.set(State.Finished);
  else if (!task.is(State.Queued)) release(task);
}

/** Drops the future of a task that is not running, and ends it. */
export function dropTask(task: Task, aborted: bool = true): void {
  // What is dropped may wake others who wait for the same, and must not queue the task anew.
  task.clear(State.Alive);
  dropFrame(task);
  end(task, aborted);
}

function run(task: Task): void {
  const state = task.state;
  task.state = ENDS ? state & ~State.Queued : State.Alive;
  if (!ENDS) {
    setCurrent(changetype<usize>(task));
    pollFrame(task);
    return;
  }
  // It ended while it was queued: only now can its slot be used again.
  if (!(state & State.Alive)) {
    if (!(state & State.Finished)) release(task);
    return;
  }
  setCurrent(changetype<usize>(task));
  const ready = pollFrame(task);
  if (ready || (ABORTS && task.is(State.Aborted))) {
    setCurrent(0);
    dropTask(task, !ready);
  }
}

function round(): void {
  const last = RunQueue.takeAll();
  if (!last) return;
  let task = load<usize>(last);
  for (;;) {
    // The task may queue itself again, so its link is read first.
    const next = changetype<Task>(task).link;
    run(changetype<Task>(task));
    if (task == last) break;
    task = next;
  }
  setCurrent(0);
}

/** See `poll` in hal/border/description.ts. */
export function poll(): i64 {
  if (hasTimers()) expire();
  round();
  if (!RunQueue.isEmpty()) return 0;
  const first = hasTimers() ? timers.first : 0;
  return first ? <i64>changetype<TimerNode>(first).deadline : NEVER;
}
