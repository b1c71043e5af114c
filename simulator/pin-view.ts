import { UsageError } from "./core/errors.ts";
import { checkTime, formatTime } from "./core/time.ts";
import { playScript } from "./script/script.ts";
import type { TraceChange } from "./trace/trace.ts";
import type { Clock, Level } from "./core/context.ts";
import type { Simulator } from "./simulator.ts";

/** When a fault comes, and for how long, in nanoseconds. */
export interface FaultTime {
  /** Since reset; by default now. */
  readonly at?: bigint | undefined;
  /** By default until it is mended. */
  readonly for?: bigint | undefined;
}

/** Spikes on a wire, drawn from the seed. */
export interface NoiseBurst {
  readonly spikes: number;
  /** As of `FaultTime`. */
  readonly at?: bigint | undefined;
  /** Nanoseconds in which all of them come. */
  readonly for: bigint;
}

function levelWord(call: string, level: 0 | 1): string {
  if ([0, 1].includes(level)) return level === 1 ? "high" : "low";
  throw new UsageError(`${call}(${String(level)}): a level is wanted`, "give 0 or 1");
}

function spanOf(call: string, { for: span }: FaultTime): string[] {
  if (span === undefined) return [];
  checkTime(`\`for\` of ${call}(...)`, span);
  return [formatTime(span)];
}

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
    const words = [`${this.number}`, levelWord("drive", level)];
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

  /**
   * A short: the net is held at a level, whatever drives it, for a span or until `mend`. As all faults it comes when
   * time moves.
   * @throws UsageError if `level` is neither 0 nor 1, or a time is wrong.
   */
  stick(level: 0 | 1, when: FaultTime = {}): void {
    this.#fault("stuck", [levelWord("stick", level), ...spanOf("stick", when)], when.at);
  }

  /**
   * Cuts the wire at the pin, for a span or until `mend`: the firmware reads the pull, or what the seed says, and
   * the board does not see what it writes.
   * @throws UsageError if a time is wrong.
   */
  cut(when: FaultTime = {}): void {
    this.#fault("float", spanOf("cut", when), when.at);
  }

  /** Ends `stick` and `cut`. @throws UsageError if `at` has passed. */
  mend(at?: bigint): void {
    this.#fault("mend", [], at);
  }

  /**
   * A burst of spikes against the pin's level, at instants that the seed decides.
   * @throws UsageError if there is no spike, or no room for all, or a time is wrong.
   */
  noise({ spikes, ...when }: NoiseBurst): void {
    this.#fault("noise", [`${spikes}`, ...spanOf("noise", when)], when.at);
  }

  #fault(kind: string, words: readonly string[], at = this.#clock.now): void {
    checkTime("`at` of a fault", at);
    const happening = { kind, at, words: [`${this.number}`, ...words] };
    playScript(this.#simulator, { seed: 0, happenings: [happening] });
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
