/**
 * A list that only grows, except when the simulation goes back. A snapshot keeps its length, not a copy.
 *
 * Going back cuts the list where it is, unless a later snapshot needs what is behind the cut: then the
 * past is copied, and the two futures have a list each.
 *
 * ```
 *   kept at 2, at 4      ── back to 2 ──►      a b │ c d      for the snapshot at 4
 *   a b │ c d │ e                              a b            goes on here
 * ```
 */
import type { Snapshotted } from "./snapshotted.ts";

interface Future<T> {
  readonly items: T[];
  /** So many items a snapshot has kept at most. */
  kept: number;
}

export interface JournalState<T> {
  future: Future<T>;
  readonly length: number;
}

/** So many items a journal keeps at least that forgets: enough for a view and for a report. */
export const NEWEST_KEPT = 10_000;

export class Journal<T> implements Snapshotted<JournalState<T>> {
  readonly #most: number;
  #future: Future<T> = { items: [], kept: 0 };

  /** @param newest with it, only so many of the newest items are sure to be kept. Default: all are. */
  constructor(newest = Infinity) {
    this.#most = 2 * newest;
  }

  /** A view: it grows with the journal, and is cut or left behind when the journal goes back. */
  get items(): readonly T[] {
    return this.#future.items;
  }

  push(item: T): void {
    // Snapshots hold the old list, so it is left as it is. Half at once, so that an item costs little.
    if (this.#future.items.length >= this.#most) {
      this.#future = { items: this.#future.items.slice(this.#most / 2), kept: 0 };
    }
    this.#future.items.push(item);
  }

  save(): JournalState<T> {
    const future = this.#future;
    future.kept = future.items.length;
    return { future, length: future.kept };
  }

  restore(state: JournalState<T>): void {
    const { future, length } = state;
    if (future.kept === length) future.items.length = length;
    // Remembered in the state, so that going back there once more copies nothing.
    else state.future = { items: future.items.slice(0, length), kept: length };
    this.#future = state.future;
  }
}
