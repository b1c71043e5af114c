/**
 * Linear tasks over binaryen's Asyncify, behind the same border as ours: the least that does what the
 * benchmark's firmwares need. Every round runs each ready task once; clock, timer queue and pins are
 * Wakeful's own, so what differs is only how a task waits.
 *
 * To wait, a task links itself into a queue and unwinds: each function on its stack stores its
 * variables and where it is into the slot's stack, and returns. To go on, the task function is called
 * again, and each one restores itself and calls the next, down to where the wait began.
 *
 * ```
 *   deadline, child, next, prev   link   top   limit   stack
 *   0         8      12    16     20     24    28      32
 * ```
 *
 * Before a task has run, its arguments lie where its stack will be.
 */
import { TimerNode } from "../../../../firmware/executor/timer-queue";
import { timers } from "../../../../firmware/executor/timers";
import { Duration, Instant, later } from "../../../../firmware/time/duration";
import { now } from "../../../../hal/generated/bindings";
// The bench puts the firmware here.
import { main, task } from "./firmware";
import { STACK, TASKS } from "./shape";

@external("asyncify", "start_unwind")
declare function startUnwind(data: usize): void;

@external("asyncify", "stop_unwind")
declare function stopUnwind(): void;

@external("asyncify", "start_rewind")
declare function startRewind(data: usize): void;

@external("asyncify", "stop_rewind")
declare function stopRewind(): void;

/** Asyncify does not let a module import this one; the bench puts it in after the pass. */
@external("bench", "state")
declare function getState(): i32;

const UNWINDING: i32 = 1;
const REWINDING: i32 = 2;
const HEADER: u32 = 32;
const SLOT: u32 = HEADER + STACK;
const NEVER: i64 = i64.MAX_VALUE;

export const slots: usize = memory.data(<i32>(TASKS * SLOT), 8);
/** End of the slots that are taken. None is given back. */
const taken: usize = memory.data(4, 4);
/** The task that runs. */
const current: usize = memory.data(4, 4);
/** The last ready task; its link leads to the first. */
const ready: usize = memory.data(4, 4);

@unmanaged
class Slot extends TimerNode {
  /** End of the stack in use; with `limit`, what Asyncify is given. */
  top: usize;
  limit: usize;

  /** Next in the run queue. A word that the timer queue leaves to its owner. */
  @inline get link(): usize {
    return this.task;
  }

  @inline set link(slot: usize) {
    this.task = slot;
  }

  @inline get stack(): usize {
    return changetype<usize>(this) + HEADER;
  }

  @inline get data(): usize {
    return changetype<usize>(this) + offsetof<Slot>("top");
  }
}

function push(slot: Slot): void {
  const last = changetype<Slot>(load<usize>(ready));
  if (changetype<usize>(last)) {
    slot.link = last.link;
    last.link = changetype<usize>(slot);
  } else {
    slot.link = changetype<usize>(slot);
  }
  store<usize>(ready, changetype<usize>(slot));
}

/** Starts a task; it runs in the next round. */
export function spawn(a: u32, b: u32): void {
  const offset = load<u32>(taken);
  if (offset == TASKS * SLOT) unreachable();
  store<u32>(taken, offset + SLOT);
  const slot = changetype<Slot>(slots + offset);
  slot.top = slot.stack;
  slot.limit = slot.stack + STACK;
  store<u32>(slot.stack, a);
  store<u32>(slot.stack, b, 4);
  push(slot);
}

/** Lets every other ready task run once. */
export function yieldNow(): void {
  if (getState() == REWINDING) {
    stopRewind();
    return;
  }
  const slot = load<Slot>(current);
  push(slot);
  startUnwind(slot.data);
}

/** Waits for at least `span`. */
export function sleep(span: Duration): void {
  if (getState() == REWINDING) {
    stopRewind();
    return;
  }
  const slot = load<Slot>(current);
  slot.deadline = later(now(), span);
  timers.insert(slot);
  startUnwind(slot.data);
}

/** Lets a task run until it waits or ends. */
function resume(slot: Slot): void {
  store<Slot>(current, slot);
  if (slot.top != slot.stack) startRewind(slot.data);
  // When it is called to go on, its arguments are restored with its other variables.
  task(load<u32>(slot.stack), load<u32>(slot.stack, 4));
  if (getState() == UNWINDING) stopUnwind();
}

function round(): void {
  const last = load<usize>(ready);
  if (!last) return;
  store<usize>(ready, 0);
  let slot = changetype<Slot>(last).link;
  for (;;) {
    const next = changetype<Slot>(slot).link;
    resume(changetype<Slot>(slot));
    if (slot == last) return;
    slot = next;
  }
}

function expire(time: Instant): void {
  for (;;) {
    const first = timers.first;
    if (!first) return;
    const slot = changetype<Slot>(first);
    if (slot.deadline > time) return;
    timers.remove(slot);
    push(slot);
  }
}

export function start(): void {
  main();
}

export function poll(): i64 {
  expire(now());
  round();
  if (load<usize>(ready)) return 0;
  const first = timers.first;
  return first ? <i64>changetype<TimerNode>(first).deadline : NEVER;
}

export function raise(_source: i32, _value: i32, _time: i64): void {}
