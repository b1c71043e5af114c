/** Faults of wires, as they begin and end: shorts, cuts, and bursts of noise. */
import type { Clock, Random } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";
import { withCut, withShort, withSpike } from "../nets/wire-faults.ts";

/** How many shorts and cuts a pin had: the end of an older one is not the end of a newer one. */
interface Counts {
  readonly shorts: number;
  readonly cuts: number;
  readonly bursts: number;
}

type WiresState = readonly (readonly [pin: number, counts: Counts])[];

const NONE: Counts = { shorts: 0, cuts: 0, bursts: 0 };

export class Wires implements Snapshotted<WiresState> {
  readonly #circuit: Circuit;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #counts = new Map<number, Counts>();

  constructor(circuit: Circuit, clock: Clock, random: Random) {
    this.#circuit = circuit;
    this.#clock = clock;
    this.#random = random;
  }

  /** Holds the pin's net at a level, for a span or until `mend`. It takes the place of an earlier one. */
  short(pin: number, level: 0 | 1, span: bigint | undefined): void {
    const number = this.#count(pin, "shorts");
    this.#set(pin, (fault) => withShort(fault, level));
    this.#after(span, () => {
      if (this.#countsOf(pin).shorts === number) this.#set(pin, (f) => withShort(f, undefined));
    });
  }

  /** Parts the pin from its net, for a span or until `mend`. */
  cut(pin: number, span: bigint | undefined): void {
    const number = this.#count(pin, "cuts");
    this.#set(pin, (fault) => withCut(fault, true));
    this.#after(span, () => {
      if (this.#countsOf(pin).cuts === number) this.#set(pin, (f) => withCut(f, false));
    });
  }

  /** Ends what `short` and `cut` have begun. */
  mend(pin: number): void {
    this.#count(pin, "shorts");
    this.#count(pin, "cuts");
    this.#set(pin, (fault) => withCut(withShort(fault, undefined), false));
  }

  /**
   * A burst of spikes: each drives the pin to the level that it has not, and lets go.
   * @param span has room for all of them: two instants each.
   */
  noise(pin: number, spikes: number, span: bigint): void {
    const burst = this.#count(pin, "bursts");
    // By number and not by time, so that a burst which comes earlier has the same spikes.
    const random = this.#random.fork(`pin ${pin} burst ${burst}`);
    const { now } = this.#clock;
    drawInstants(random, 2 * spikes, span).forEach((offset, i) => {
      this.#clock.at(now + offset, () => {
        const level = i % 2 === 0 ? ((1 - this.#circuit.read(pin)) as 0 | 1) : undefined;
        this.#set(pin, (fault) => withSpike(fault, level));
      });
    });
  }

  save(): WiresState {
    return [...this.#counts];
  }

  restore(state: WiresState): void {
    this.#counts.clear();
    for (const [pin, counts] of state) this.#counts.set(pin, counts);
  }

  #countsOf(pin: number): Counts {
    return this.#counts.get(pin) ?? NONE;
  }

  /** @returns the number of the one that begins. */
  #count(pin: number, what: keyof Counts): number {
    const counts = this.#countsOf(pin);
    const number = counts[what] + 1;
    this.#counts.set(pin, { ...counts, [what]: number });
    return number;
  }

  #set(pin: number, change: (fault: number) => number): void {
    this.#circuit.setFault(pin, change(this.#circuit.fault(pin)));
  }

  #after(span: bigint | undefined, end: () => void): void {
    if (span !== undefined) this.#clock.at(this.#clock.now + span, end);
  }
}

/** So many instants of a span, ascending, no two of them the same; its end is not in it. */
function drawInstants(random: Random, count: number, span: bigint): bigint[] {
  const offsets = Array.from({ length: count }, () => random.between(0n, span - BigInt(count)));
  // Drawn from a shorter span and spread by one each.
  return offsets.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((at, i) => at + BigInt(i));
}
