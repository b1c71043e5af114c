/**
 * The ring between interrupts and firmware. It is bounded as on a chip, so a storm of edges during a
 * long turn loses some; what is lost is counted, and the firmware is told in place of the lost ones:
 *
 * ```
 *   happened:   e1  e2  e3  e4  e5 (ring of 3: e4, e5 lost)   drained   e6
 *   delivered:  e1  e2  e3  Overrun(2)                                  e6
 * ```
 */
import { Source } from "../../hal/generated/border.ts";
import type { Snapshotted } from "./snapshotted.ts";

/** Receives one interrupt: source, value, and time in microseconds since reset. */
export type Deliver = (source: number, value: number, time: bigint) => void;

export interface Gap {
  /** How many interrupts were lost. */
  readonly lost: number;
  /** When the first was lost, in microseconds. */
  readonly time: bigint;
  /** Its source. */
  readonly source: number;
}

interface Interrupt {
  readonly source: number;
  readonly value: number;
  readonly time: bigint;
  /** What was lost just before this one. */
  readonly gap: Gap | null;
}

export interface RingState {
  readonly waiting: readonly Interrupt[];
  readonly gap: Gap | null;
}

export class InterruptRing implements Snapshotted<RingState> {
  readonly capacity: number;
  readonly #onGap: (gap: Gap) => void;
  readonly #entries: (Interrupt | undefined)[];
  #head = 0;
  #size = 0;
  #gap: Gap | null = null;

  /**
   * @param capacity how many interrupts it holds.
   * @param onGap is told of each gap when the firmware is.
   */
  constructor(capacity: number, onGap: (gap: Gap) => void) {
    this.capacity = capacity;
    this.#onGap = onGap;
    this.#entries = new Array<Interrupt | undefined>(capacity).fill(undefined);
  }

  /** Whether there is nothing to deliver, not even a loss. */
  get isEmpty(): boolean {
    return this.#size === 0 && this.#gap === null;
  }

  push(source: number, value: number, time: bigint): void {
    if (this.#size === this.capacity) {
      this.#gap = { source, time, ...this.#gap, lost: (this.#gap?.lost ?? 0) + 1 };
      return;
    }
    const entry = { source, value, time, gap: this.#gap };
    this.#gap = null;
    this.#entries[(this.#head + this.#size) % this.capacity] = entry;
    this.#size++;
  }

  /**
   * Delivers, in order, what is in the ring now. What is pushed meanwhile stays for the next time,
   * so firmware whose own write raises an interrupt cannot keep this from ending.
   */
  drain(deliver: Deliver): void {
    for (let left = this.#size; left > 0; left--) {
      const entry = this.#entries[this.#head]!;
      this.#entries[this.#head] = undefined;
      this.#head = (this.#head + 1) % this.capacity;
      this.#size--;
      if (entry.gap) this.#tell(entry.gap, deliver);
      deliver(entry.source, entry.value, entry.time);
    }
    const gap = this.#gap;
    // While something is in the ring, the gap comes after it.
    if (!gap || this.#size > 0) return;
    this.#gap = null;
    this.#tell(gap, deliver);
  }

  /** Forgets all, also what was lost. */
  clear(): void {
    this.restore({ waiting: [], gap: null });
  }

  save(): RingState {
    const waiting = Array.from(
      { length: this.#size },
      (_, i) => this.#entries[(this.#head + i) % this.capacity]!,
    );
    return { waiting, gap: this.#gap };
  }

  restore({ waiting, gap }: RingState): void {
    this.#entries.fill(undefined);
    waiting.forEach((interrupt, i) => (this.#entries[i] = interrupt));
    this.#head = 0;
    this.#size = waiting.length;
    this.#gap = gap;
  }

  #tell(gap: Gap, deliver: Deliver): void {
    this.#onGap(gap);
    deliver(Source.Overrun << 16, gap.lost, gap.time);
  }
}
