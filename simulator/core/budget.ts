/**
 * What the firmware may do at one instant, and how it has used that up: many long turns without an end
 * are as bad as one. A turn that takes far more than those before it hangs; if all take much the same,
 * each returns, and what stands still is virtual time.
 */
import { FUEL_SPENT } from "./guard.ts";
import type { Snapshotted } from "./snapshotted.ts";

/** So many readings of a clock that stands still are no accident. */
const MANY_READINGS = 1_000;

/**
 * So much of the limit is given unit by unit, to see where each is spent. A turn of a loop that awaits what is
 * ready has to fit in twice.
 */
const RESERVE = 256;

/** So many stacks are taken, which needs some milliseconds. */
const STACKS = 2 * RESERVE;

/** So many times what an earlier call took is more than a slice of work that has grown. */
const FAR_MORE = 2;

/** How polls are made to take time, so that slices of work do not all happen at one instant. */
export const POLLS_TAKE_TIME =
  "`wakeful run --poll-time 1ms`, or `cpu: { turnTime: millis(1) }` in `Simulator.load`";

const HIGHER_LIMIT = "`wakeful run --poll-limit`, or `pollLimit` in `Simulator.load`";

export interface Verdict {
  readonly message: string;
  /** The way out. */
  readonly hint: string;
}

export interface BudgetState {
  readonly fuel: number;
  readonly given: number;
  readonly stacks: readonly string[];
  readonly instant: bigint | null;
  readonly polls: number;
  readonly readings: number;
  readonly between: number;
  readonly left: number;
  readonly longest: number;
}

export class Budget implements Snapshotted<BudgetState> {
  readonly #fuel: WebAssembly.Global<"i32">;
  readonly #limit: number;
  readonly #metered: boolean;
  readonly #reserve: number;
  /** How much of the reserve has been given. */
  #given = 0;
  #stacks: readonly string[] = [];
  #instant: bigint | null = null;
  #polls = 0;
  #clock = 0;
  #between = 0;
  /** Fuel when the call at hand began. */
  #left = 0;
  /** What the longest of the earlier calls took. */
  #longest = 0;

  /**
   * @param fuel what the meters of the guarded module count down.
   * @param limit loop iterations and calls that may happen at one instant.
   * @param metered whether time passes while code runs; then each call of the firmware has the limit for
   *   itself, since the next one is at another instant.
   */
  constructor(fuel: WebAssembly.Global<"i32">, limit: number, metered = false) {
    this.#fuel = fuel;
    this.#limit = limit;
    this.#reserve = Math.min(RESERVE, limit);
    this.#metered = metered;
  }

  /** The firmware is called, at `instant`. */
  begin(entry: string, instant: bigint): void {
    if (this.#instant !== instant) {
      this.#instant = instant;
      this.#fuel.value = this.#limit - this.#reserve;
      this.#stacks = [];
      this.#left = this.#limit;
      this.#given = this.#polls = this.#clock = this.#between = this.#longest = 0;
    }
    const left = this.#fuel.value + this.#reserve - this.#given;
    this.#longest = Math.max(this.#longest, this.#left - left);
    this.#left = left;
    if (entry === "poll") this.#polls++;
  }

  /**
   * The firmware has read its clock.
   * @param byTask whether a task has, and not the executor between two of them.
   */
  read(byTask: boolean): void {
    this.#clock++;
    if (!byTask) this.#between++;
  }

  /** The fuel is 0, and is to be paid. */
  askForMore(): void {
    if (this.#given === this.#reserve) return;
    this.#given++;
    this.#fuel.value = 1;
    this.look();
  }

  /** The firmware calls the host. Nothing is paid for it, but it may be all that a loop does. */
  look(): void {
    if (this.#given === 0 || this.#stacks.length === STACKS) return;
    this.#stacks = [...this.#stacks, new Error().stack ?? ""];
  }

  /** Where the firmware was while the reserve was spent, in order. */
  get stacks(): readonly string[] {
    return this.#stacks;
  }

  /** Polls at this instant. */
  get polls(): number {
    return this.#polls;
  }

  /** Readings of the clock at this instant. */
  get clock(): number {
    return this.#clock;
  }

  /** Those that no task has done. */
  get between(): number {
    return this.#between;
  }

  /** Whether the meter has trapped. */
  get isSpent(): boolean {
    return this.#fuel.value === FUEL_SPENT;
  }

  save(): BudgetState {
    return {
      fuel: this.#fuel.value,
      given: this.#given,
      stacks: this.#stacks,
      instant: this.#instant,
      polls: this.#polls,
      readings: this.#clock,
      between: this.#between,
      left: this.#left,
      longest: this.#longest,
    };
  }

  restore(state: BudgetState): void {
    this.#fuel.value = state.fuel;
    this.#given = state.given;
    this.#stacks = state.stacks;
    this.#instant = state.instant;
    this.#polls = state.polls;
    this.#clock = state.readings;
    this.#between = state.between;
    this.#left = state.left;
    this.#longest = state.longest;
  }

  /** Whether polls have returned and the last would have, so that it is time that stands still. */
  get returns(): boolean {
    return this.#polls > 1 && this.#left <= FAR_MORE * this.#longest;
  }

  /**
   * What to tell when it is spent.
   * @param awaited what is awaited again and again, if anything is.
   */
  explain(entry: string, awaited?: string): Verdict {
    const much = `${this.#limit} loop iterations and calls`;
    if (this.returns) {
      return {
        message: `virtual time does not move: ${much} in ${this.#polls} polls at one instant`,
        hint: `each poll returns, but takes no time on an ideal processor: let polls take some (${POLLS_TAKE_TIME}), or \`await sleep(...)\` now and then`,
      };
    }
    const ran = `${entry}() does not return: ${much} ${this.#metered ? "in one go" : "at one instant"}`;
    if (awaited !== undefined) {
      const isSleep = /^sleep(Until)?\(/.test(awaited);
      return {
        message: `${ran}; \`await ${awaited}\` is ready at once each time, and gives nobody a turn`,
        hint: isSleep
          ? "a sleep of 0, or until a time that is past, ends at once: sleep longer, or `await yieldNow()`"
          : "`await sleep(...)` in the loop as well, or `await yieldNow()`, after which the others have had a turn",
      };
    }
    if (this.#clock >= MANY_READINGS && !this.#metered) {
      return {
        message: `${ran}, and read now() ${this.#clock} times: time stands still while firmware runs`,
        hint: "do not wait by reading the clock: `await sleep(...)` inside the loop",
      };
    }
    return {
      message: ran,
      hint: `await or yield inside the loop; if it is only long, raise the limit: ${HIGHER_LIMIT}`,
    };
  }
}
