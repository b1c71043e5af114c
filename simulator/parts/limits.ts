/**
 * Times between edges that a datasheet asks for. A time of 0 is not judged: an ideal processor changes a pin twice
 * at one instant, and only one that takes time (`--cpu 16MHz`) says how long its pulses are.
 */
import type { Circuit } from "../nets/circuit.ts";
import { formatTime } from "../core/time.ts";

/** Tells of each limit of a part once. */
export class Limits {
  readonly #circuit: Circuit;
  readonly #id: string;
  readonly #chip: string;
  /** Replaced at each change. */
  #told: ReadonlySet<string> = new Set();

  /** @param chip what messages call it. */
  constructor(circuit: Circuit, id: string, chip: string) {
    this.#circuit = circuit;
    this.#id = id;
    this.#chip = chip;
  }

  /** @param what such as `SHCP was high for`. */
  atLeast(what: string, time: bigint, least: bigint, hint: string): void {
    if (time > 0n && time < least) this.tell(what, time, `${formatTime(least)} at least`, hint);
  }

  tell(what: string, time: bigint, asked: string, hint: string): void {
    if (this.#told.has(what)) return;
    this.#told = new Set([...this.#told, what]);
    const message = `${this.#id}: ${what} ${formatTime(time)}, and the ${this.#chip} needs ${asked}`;
    this.#circuit.report("part-timing", message, hint);
  }

  save(): ReadonlySet<string> {
    return this.#told;
  }

  restore(told: ReadonlySet<string>): void {
    this.#told = told;
  }
}
