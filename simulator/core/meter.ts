/**
 * Makes virtual time pass while code runs: so many nanoseconds an instruction, without a rounding that adds
 * up. What is left of a nanosecond when a turn ends is the next turn's, also beyond a sleep, so all
 * turns together take what all their instructions take.
 *
 * ```
 *                    turn begins        gpio_write()      now()            turn ends
 *   instructions     0                  40                95               130
 *   time             t ──────────────── t + 2500 ns ───── t + 5937 ns ──── t + 8125 ns   (16 MHz)
 *                         events due until then run here, then the call happens
 * ```
 *
 * The firmware runs until it calls the host; only then can anything else happen, and whatever should have
 * happened meanwhile happens first. That is as good as all at once, because what happens outside cannot
 * be seen from inside without a call.
 */
import type { VirtualClock } from "./clock.ts";
import type { InstructionTime } from "./rate.ts";
import type { Snapshotted } from "./snapshotted.ts";

/** Below it a sum of two whole numbers is exact. */
const EXACT = 2 ** 52;

/** Between two turns. */
export interface MeterState {
  readonly count: bigint;
  readonly rest: bigint;
}

export class Meter implements Snapshotted<MeterState> {
  readonly #clock: VirtualClock;
  readonly #rate: InstructionTime;
  /** The rate once more, for what does not need a bigint: that takes a tenth of the time. */
  readonly #time: number;
  readonly #parts: number;
  #counter: WebAssembly.Global<"i64"> | undefined;
  /** When the turn at hand began; null between turns. */
  #start: bigint | null = null;
  /** What had been counted by then. */
  #base = 0;
  /** What earlier turns have left of a nanosecond, in its `parts`. */
  #rest = 0n;

  constructor(clock: VirtualClock, rate: InstructionTime) {
    this.#clock = clock;
    this.#rate = rate;
    this.#time = Number(rate.time);
    this.#parts = Number(rate.parts);
  }

  /** Gives it the firmware's counter of instructions. */
  attach(counter: WebAssembly.Global<"i64">): void {
    this.#counter = counter;
  }

  /** Instructions executed since the module was loaded. A host needs months for more than are exact. */
  get instructions(): number {
    return Number(this.#counter?.value ?? 0n);
  }

  /** The instant that the code at hand has come to, in nanoseconds. */
  get now(): bigint {
    return this.instantOf(this.instructions);
  }

  /** The instant at which so many instructions had been executed, in the turn at hand. */
  instantOf(instructions: number): bigint {
    if (this.#start === null) return this.#clock.now;
    const quick = (instructions - this.#base) * this.#time + Number(this.#rest);
    if (quick >= EXACT || this.#parts >= EXACT) {
      return this.#start + this.#spent(instructions) / this.#rate.parts;
    }
    // The quotient may have been rounded up to a whole number.
    const nanos = Math.floor(quick / this.#parts);
    return this.#start + BigInt(nanos * this.#parts > quick ? nanos - 1 : nanos);
  }

  /** The turn begins now. */
  begin(): void {
    this.#start = this.#clock.now;
    this.#base = this.instructions;
  }

  /** Lets happen what is due until the instant that the code has come to. Between turns: nothing. */
  catchUp(): void {
    if (this.#start !== null) this.#clock.advance(this.now);
  }

  /**
   * The turn has run.
   * @returns when it ends, which is not before now.
   */
  end(): bigint {
    const { instructions } = this;
    const end = this.instantOf(instructions);
    this.#rest = this.#spent(instructions) % this.#rate.parts;
    this.#start = null;
    return end;
  }

  /** The turn was cut off now. */
  abort(): void {
    this.#start = null;
  }

  save(): MeterState {
    return { count: this.#counter?.value ?? 0n, rest: this.#rest };
  }

  restore({ count, rest }: MeterState): void {
    if (this.#counter) this.#counter.value = count;
    this.#rest = rest;
    // A turn that has crashed has no end.
    this.#start = null;
  }

  /** What the turn has taken, and what was left before: in the `parts` of a nanosecond. */
  #spent(instructions: number): bigint {
    return this.#rest + BigInt(instructions - this.#base) * this.#rate.time;
  }
}
