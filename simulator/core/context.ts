/** What the simulator lends to nets, parts and peripherals. Time is in nanoseconds throughout. */
import type { Snapshotted } from "./snapshotted.ts";

/** Virtual time. Nothing else in the simulator tells or moves time. */
export interface Clock {
  /** Nanoseconds since reset. */
  readonly now: bigint;
  /**
   * Runs `action` when virtual time reaches `time` (at once in order, if it is not later than now).
   * Events at the same instant run in the order they were scheduled.
   * @returns undoes the scheduling; harmless after the event has run.
   */
  at(time: bigint, action: () => void): () => void;
  /** Runs `action` at `time`, when all else of that instant has happened; what it does is late. */
  atEndOf(time: bigint, action: () => void): void;
  /**
   * Keeps a place in the order of events for one whose time is not known yet.
   * @returns schedules it, once, for a time to come: as `at` would have done when the place was kept.
   */
  reserve(): (time: bigint, action: () => void) => void;
  /** Whether an event is running, or a change from outside is being made. */
  readonly busy: boolean;
  /**
   * Makes a change that may have been asked for from outside, such as a press. If no event is running
   * it was, and whoever records the run can make it again. Wrong use is to be refused before.
   * @param deed what was asked for, if a script can tell it.
   */
  input(change: () => void, deed?: Happening): void;
}

/** Something that happens to a board from outside, at an instant. */
export interface Happening {
  /** Name of its kind: `press`, `drive`. */
  readonly kind: string;
  /** Nanoseconds since reset. */
  readonly at: bigint;
  /** Whether it waits until all else of its instant has happened: `600ms+`. */
  readonly late?: boolean;
  /** What belongs to it, as it is written: `BTN1 300ms`. Of a button that is held it changes until that is let go. */
  readonly words: readonly string[];
}

/** A stream of seeded randomness. Each user draws from a stream of its own name. */
export interface Random extends Snapshotted {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: bigint, high: bigint): bigint;
  /** An independent stream: the same seed and name give the same numbers whatever else draws. */
  fork(name: string): Random;
}

/** Level of a net: low, high, floating, or driven both ways at once. */
export type Level = 0 | 1 | "z" | "x";

/** Something worth telling the author about. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  /** Stable name of the kind, for filters and tests: `pin-conflict`, `ring-overrun`, `deadlock`. */
  readonly code: string;
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly message: string;
  /** The way out. */
  readonly hint: string;
}
