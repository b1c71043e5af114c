import type { Circuit } from "./nets/circuit.ts";
import type { Trace, TraceChange } from "./trace/trace.ts";
import type { Clock, Level } from "./core/context.ts";
import { UsageError } from "./core/errors.ts";
import { formatTime } from "./core/time.ts";

/** A pin as a test or a tool sees it: a probe on its net. */
export class PinView {
  readonly #circuit: Circuit;
  readonly #clock: Clock;
  readonly #trace: () => Trace;
  /** Logical number. */
  readonly number: number;

  /** @param trace throws if nothing is recorded. */
  constructor(number: number, circuit: Circuit, clock: Clock, trace: () => Trace) {
    this.number = number;
    this.#circuit = circuit;
    this.#clock = clock;
    this.#trace = trace;
  }

  /** The level of the pin's net now. */
  get level(): Level {
    return this.#circuit.level(this.number);
  }

  /**
   * Every change of level since the simulation began, in order.
   * @throws UsageError if the simulator was loaded with `record: false`.
   */
  get edges(): readonly TraceChange[] {
    return this.#trace().pin(this.number)?.changes ?? [];
  }

  /**
   * Drives the net from outside, as strongly as an output, until `release`.
   * @param at nanoseconds since reset; by default at once.
   * @throws UsageError if `at` has passed.
   */
  drive(level: 0 | 1, at?: bigint): void {
    this.#when(at, () => this.#circuit.drive(this.number, level));
  }

  /**
   * Takes the probe away.
   * @param at as of `drive`.
   */
  release(at?: bigint): void {
    this.#when(at, () => this.#circuit.release(this.number));
  }

  #when(at: bigint | undefined, action: () => void): void {
    if (at === undefined) return action();
    const { now } = this.#clock;
    if (at < now) {
      throw new UsageError(
        `pin ${this.number} cannot be driven at ${formatTime(at)}: it is ${formatTime(now)} already`,
        "ask for it before the simulation runs past that",
      );
    }
    this.#clock.at(at, action);
  }
}
