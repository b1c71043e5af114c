/** Counts the polls of each task by its slot. */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { TaskInfo } from "../../hal/border/side-table.ts";
import type { Snapshotted } from "../core/snapshotted.ts";

/** The polls of one task since it was spawned. Times are in nanoseconds, and 0 if code takes no time. */
export interface SlotPolls {
  readonly count: number;
  /** Those before which it had waited: not those for which it had made itself ready, as `yieldNow` does. */
  readonly wakes: number;
  readonly total: bigint;
  readonly longest: bigint;
}

const nothing: SlotPolls = { count: 0, wakes: 0, total: 0n, longest: 0n };

interface Tally {
  count: number;
  wakes: number;
  total: bigint;
  longest: bigint;
  /** Whether it made itself ready in its last poll. */
  isAgain: boolean;
}

export type SlotCounterState = readonly (readonly [address: number, tally: Readonly<Tally>])[];

export class SlotCounter implements Snapshotted<SlotCounterState> {
  readonly #tallies = new Map<number, Tally>();

  /** Of the task whose header lies at an address; `isNew`: it was not polled yet. */
  of(address: number, isNew: boolean): SlotPolls {
    const { count, wakes, total, longest } = (!isNew && this.#tallies.get(address)) || nothing;
    return { count, wakes, total, longest };
  }

  /**
   * @param state the task's state byte, after the poll.
   * @param isNew whether it was the first of this task.
   */
  add(address: number, length: bigint, state: number, isNew: boolean): void {
    let tally = this.#tallies.get(address);
    if (!tally || isNew) {
      tally = { ...nothing, isAgain: false };
      this.#tallies.set(address, tally);
    }
    tally.count++;
    if (!tally.isAgain) tally.wakes++;
    tally.total += length;
    if (length > tally.longest) tally.longest = length;
    tally.isAgain = (state & TaskHeader.state.queued) !== 0;
  }

  /** Forgets all. */
  clear(): void {
    this.#tallies.clear();
  }

  save(): SlotCounterState {
    return Array.from(this.#tallies, ([address, tally]) => [address, { ...tally }] as const);
  }

  restore(state: SlotCounterState): void {
    this.#tallies.clear();
    for (const [address, tally] of state) this.#tallies.set(address, { ...tally });
  }
}

/** Whether a task was not polled yet. Of a hand-written future that is not known. */
export function isNew(memory: DataView, { frame }: TaskInfo, address: number): boolean {
  return frame !== undefined && memory.getUint16(address + TaskHeader.pointOffset, true) === 0;
}
