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
import { ABORTS, dropFrame, pollFrame } from "../../generated/tasks";
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

/** Wakes whatever is due at `time`. */
function expire(time: u64): void {
  for (;;) {
    const first = timers.first;
    if (!first) return;
    const node = changetype<TimerNode>(first);
    if (node.deadline > time) return;
    timers.remove(node);
    changetype<Waker>(node.task).wake();
  }
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
  dropFrame(task.kind, task.frame);
  end(task, aborted);
}

function run(task: Task): void {
  task.clear(State.Queued);
  // It ended while it was queued: only now can its slot be used again.
  if (!task.is(State.Alive)) {
    if (!task.is(State.Finished)) release(task);
    return;
  }
  setCurrent(changetype<usize>(task));
  const ready = pollFrame(task.kind, task.frame);
  setCurrent(0);
  if (ready) {
    dropTask(task, false);
  } else if (ABORTS && task.is(State.Aborted)) {
    dropTask(task);
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
    if (task == last) return;
    task = next;
  }
}

/** See `poll` in hal/border/description.ts. */
export function poll(): i64 {
  const time = now();
  expire(time);
  round();
  if (!RunQueue.isEmpty()) return 0;
  const first = timers.first;
  return first ? <i64>changetype<TimerNode>(first).deadline : NEVER;
}
