/**
 * Virtual time. It stands still while an event runs and jumps from one event to the next. Only the turn of
 * a metered processor moves it from within an event, with `advance`. `Clock` is what others see; only the simulator holds the part that advances.
 */
import type { Clock } from "./context.ts";
import { UsageError } from "./errors.ts";
import { EventQueue } from "./queue.ts";
import { formatTime } from "./time.ts";

/** Far above what any board does at one instant, and reached within a second. */
const EVENTS_AN_INSTANT = 1_000_000;

export class VirtualClock implements Clock {
  readonly #queue = new EventQueue();
  readonly #limit: number;
  #now: bigint;

  /**
   * @param start the first instant, in nanoseconds.
   * @param turns how many events of an instant may be turns of the processor, which has a limit of
   *   its own.
   */
  constructor(start: bigint, turns = 0) {
    this.#now = start;
    this.#limit = EVENTS_AN_INSTANT + turns;
  }

  get now(): bigint {
    return this.#now;
  }

  at(time: bigint, action: () => void): () => void {
    return this.#queue.push(time < this.#now ? this.#now : time, action);
  }

  /** Time of the next event in nanoseconds, or undefined if nothing will ever happen. */
  get next(): bigint | undefined {
    return this.#queue.nextTime;
  }

  /**
   * Jumps to the next event that is not later than `limit` and runs everything of that instant,
   * also what is scheduled for it meanwhile. If an event advances time, the instant is that to which it
   * came.
   * @returns false if there is no such event; time has not moved then.
   * @throws UsageError if the instant never ends.
   */
  step(limit: bigint): boolean {
    const time = this.#queue.nextTime;
    if (time === undefined || time > limit) return false;
    this.#now = time;
    for (let events = 0; this.#queue.nextTime === this.#now; events++) {
      if (events === this.#limit) {
        throw new UsageError(
          `${this.#limit} events at ${formatTime(this.#now)} and virtual time does not move`,
          "something outside the firmware schedules itself at the same instant for ever: let it wait",
        );
      }
      this.#queue.pop()!.action();
    }
    return true;
  }

  /**
   * From within an event: runs all events that are not later than `time`, and moves there.
   * @throws UsageError as `step`.
   */
  advance(time: bigint): void {
    while (this.step(time));
    this.skipTo(time);
  }

  /** Moves to `time`, at which and before which no event is left. */
  skipTo(time: bigint): void {
    if (time > this.#now) this.#now = time;
  }
}
