/** Turns at one instant without an end: what keeps the processor from sleeping, and which tasks take part. */
import { POLLS_TAKE_TIME } from "../core/budget.ts";
import type { TurnReason } from "../core/cpu-border.ts";
import { FirmwareError } from "../core/errors.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import { nameTask, nameTasks } from "./tasks.ts";
import type { TaskState } from "./tasks.ts";

const reasons: Readonly<Record<TurnReason, { what: string; hint: string }>> = {
  ready: {
    what: "something is always ready",
    hint: `a task that wakes itself, or tasks that wake each other, must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: ${POLLS_TAKE_TIME}`,
  },
  interrupt: {
    what: "each turn raises an interrupt",
    hint: "the firmware writes a pin it listens to: listen to another pin, or write less often",
  },
  "past-deadline": {
    what: "poll() keeps returning a deadline that has passed",
    hint: "poll() must complete what is due before it returns the next deadline",
  },
};

const TIME_STANDS_STILL =
  "time stands still while a task is ready, so reading the clock does not bring it on: `await sleepUntil(time)`, or `timeout(...)` around what is waited for";

export interface Livelock {
  readonly reason: TurnReason;
  /** How many turns there were. */
  readonly turns: number;
  readonly time: bigint;
  /** How often tasks have read the clock meanwhile. */
  readonly readings: number;
}

export interface LivelockWatchState {
  readonly time: bigint;
  readonly turns: readonly (readonly TaskState[])[];
}

export class LivelockWatch implements Snapshotted<LivelockWatchState> {
  #time = -1n;
  /** The tasks in the run queue after each of the last turns at an instant. */
  #turns: readonly (readonly TaskState[])[] = [];

  /** One of the last turns before the limit has run. */
  onLateTurn(tasks: readonly TaskState[], time: bigint): void {
    if (time !== this.#time) this.#turns = [];
    this.#time = time;
    this.#turns = [...this.#turns, tasks.filter(({ queued }) => queued)];
  }

  /** The error for turns at one instant without an end. */
  error({ reason, turns, time, readings }: Livelock): FirmwareError {
    const { what, hint } = reasons[reason];
    const seen = this.#time === time ? this.#turns : [];
    const who = describeReady(seen);
    const isPolled = reason === "ready" && readings >= turns;
    const read = isPolled ? `; the clock was read ${readings} times meanwhile` : "";
    return new FirmwareError({
      code: "livelock",
      message: `${turns} turns at ${formatTime(time)} and virtual time does not move: ${what}${who}${read}`,
      hint: isPolled ? TIME_STANDS_STILL : hint,
      place: seen.flat()[0]?.place,
      time,
    });
  }

  save(): LivelockWatchState {
    return { time: this.#time, turns: this.#turns };
  }

  restore({ time, turns }: LivelockWatchState): void {
    this.#time = time;
    this.#turns = turns;
  }
}

/** `; ping (…) wakes pong (…), which wakes ping`, from who was ready after each of some turns. */
function describeReady(turns: readonly (readonly TaskState[])[]): string {
  const isSame = (a: TaskState, b: TaskState): boolean => a.name === b.name && a.slot === b.slot;
  const all: TaskState[] = [];
  for (const task of turns.flat()) if (!all.some((other) => isSame(task, other))) all.push(task);
  const [first] = all;
  if (!first) return "";
  // Where one task alone is polled in each turn, it is the one that wakes the next.
  const isChain = turns.every(
    (tasks, i) => tasks.length === 1 && isSame(tasks[0]!, all[i % all.length]!),
  );
  if (!isChain) return `; ready again and again: ${nameTasks(all)}`;
  if (all.length === 1) return `; ${nameTask(first)} wakes itself`;
  const [start, ...rest] = [...all.map(nameTask), first.name];
  return `; ${start} wakes ${rest.join(", which wakes ")}`;
}
