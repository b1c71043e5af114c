/**
 * Time of the emulated chip, in whole nanoseconds. rp2040js brings a clock of its own, in which of two alarms for
 * the same instant the later one goes first; here they keep their order.
 */

/** What peripherals are given: fires once, `deltaNanos` from now. */
export interface Alarm {
  schedule(deltaNanos: number): void;
  cancel(): void;
}

interface Entry {
  readonly time: number;
  readonly fire: () => void;
}

export class ChipClock {
  #nanos: number;
  /** By time, then by order of arrival. Few: peripherals have one each. */
  readonly #entries: Entry[] = [];

  constructor(startNanos = 0) {
    this.#nanos = startNanos;
  }

  get nanos(): number {
    return this.#nanos;
  }

  /** When the next alarm is due; infinite if there is none. */
  get next(): number {
    return this.#entries[0]?.time ?? Infinity;
  }

  createAlarm(fire: () => void): Alarm {
    let cancel: (() => void) | undefined;
    return {
      schedule: (delta) => {
        cancel?.();
        cancel = this.at(this.#nanos + delta, fire);
      },
      cancel: () => cancel?.(),
    };
  }

  /** Returns its own undo. */
  at(time: number, fire: () => void): () => void {
    const entry = { time, fire };
    let index = this.#entries.length;
    while (index > 0 && this.#entries[index - 1]!.time > time) index--;
    this.#entries.splice(index, 0, entry);
    return () => {
      const found = this.#entries.indexOf(entry);
      if (found >= 0) this.#entries.splice(found, 1);
    };
  }

  /** Alarms on the way fire at their own time. */
  advanceTo(time: number): void {
    while (this.next <= time) {
      const { time: due, fire } = this.#entries.shift()!;
      this.#nanos = Math.max(this.#nanos, due);
      fire();
    }
    this.#nanos = time;
  }
}
