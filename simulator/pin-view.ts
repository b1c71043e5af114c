import type { Circuit } from "./nets/circuit.ts";
import type { Trace, TraceChange } from "./trace/trace.ts";
import type { Level } from "./core/context.ts";

/** A pin as a test or a tool sees it: a probe on its net. */
export class PinView {
  readonly #circuit: Circuit;
  readonly #trace: () => Trace;
  /** Logical number. */
  readonly number: number;

  /** @param trace throws if nothing is recorded. */
  constructor(number: number, circuit: Circuit, trace: () => Trace) {
    this.number = number;
    this.#circuit = circuit;
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

  /** Drives the net from outside, until `release`. */
  drive(level: 0 | 1): void {
    this.#circuit.drive(this.number, level);
  }

  /** Takes the probe away. */
  release(): void {
    this.#circuit.release(this.number);
  }
}
