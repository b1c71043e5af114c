import { UsageError } from "./core/errors.ts";
import { checkTime, formatTime } from "./core/time.ts";
import type { TraceChange } from "./trace/trace.ts";
import type { Clock, Level } from "./core/context.ts";
import type { Simulator } from "./simulator.ts";

/** A pin as a test or a tool sees it: a probe on its net. */
export class PinView {
  readonly #simulator: Simulator;
  readonly #clock: Clock;
  /** Logical number. */
  readonly number: number;

  constructor(number: number, simulator: Simulator, clock: Clock) {
    this.number = number;
    this.#simulator = simulator;
    this.#clock = clock;
  }

  /** Whose pin it is. */
  get simulator(): Simulator {
    return this.#simulator;
  }

  /** The level of the pin's net now. */
  get level(): Level {
    return this.#simulator.circuit.level(this.number);
  }

  /**
   * Every change of level since the simulation began, in order.
   * @throws UsageError if the simulator was loaded with `record: false`.
   */
  get edges(): readonly TraceChange[] {
    return this.#simulator.trace.pin(this.number)?.changes ?? [];
  }

  /**
   * Drives the net from outside, as strongly as an output, until `release`.
   * @param at nanoseconds since reset; by default at once.
   * @throws UsageError if `level` is neither 0 nor 1, or `at` has passed.
   */
  drive(level: 0 | 1, at?: bigint): void {
    if (![0, 1].includes(level)) {
      throw new UsageError(`drive(${String(level)}): a level is wanted`, "give 0 or 1");
    }
    const words = [`${this.number}`, level === 1 ? "high" : "low"];
    this.#when("drive", words, at, () => this.#simulator.circuit.drive(this.number, level));
  }

  /**
   * Takes the probe away.
   * @param at as of `drive`.
   */
  release(at?: bigint): void {
    const words = [`${this.number}`];
    this.#when("release", words, at, () => this.#simulator.circuit.release(this.number));
  }

  #when(kind: string, words: string[], at: bigint | undefined, action: () => void): void {
    const { now, busy } = this.#clock;
    if (at === undefined) {
      // From outside the circuit itself tells of it; within an event only a listener can have asked.
      if (busy) this.#clock.input(action, { kind, at: now, words });
      else action();
      return;
    }
    checkTime("`at` of a driven pin", at);
    if (at < now) {
      throw new UsageError(
        `pin ${this.number} cannot be driven at ${formatTime(at)}: it is ${formatTime(now)} already`,
        "ask for it before the simulation runs past that",
      );
    }
    this.#clock.input(() => this.#clock.at(at, action), { kind, at, words });
  }
}
