import type { HistoryState, States } from "./history.ts";

/** What a snapshot holds. */
export interface Moment {
  readonly states: States;
  readonly history: HistoryState | undefined;
}

/** A moment of a simulator's run. Only that simulator can go back to it. */
export class Snapshot {
  readonly #owner: unknown;
  readonly #moment: Moment;
  /** Nanoseconds since reset. */
  readonly time: bigint;

  /** Made by a simulator alone. */
  constructor(owner: unknown, time: bigint, moment: Moment) {
    this.#owner = owner;
    this.time = time;
    this.#moment = moment;
  }

  /** What `owner` put in; undefined for anybody else. */
  open(owner: unknown): Moment | undefined {
    return this.#owner === owner ? this.#moment : undefined;
  }
}
