/** What is explored: a board, what may happen to it, and what must hold whatever does. */
import { UsageError } from "../core/errors.ts";
import { checkTime, formatTime } from "../core/time.ts";
import { parseScript } from "../script/script.ts";
import type { Subject } from "./subject.ts";
import type { Happening } from "../script/happening.ts";

/** What `load` is to hand on to `Simulator.load`. */
export interface LoadOptions {
  readonly seed: number;
  readonly record: boolean;
}

/** Something that may happen. */
export interface May {
  /** In the words of a script, without a time: `press BTN1 20ms`. */
  readonly what: string;
  /** The window in nanoseconds since reset; both ends belong to it. */
  readonly between: readonly [from: bigint, to: bigint];
  /** How often. Default 0 or 1 times. */
  readonly times?: readonly [least: number, most: number] | undefined;
}

/** Nothing if all is well, else what is wrong. To throw instead, as `expect` does, is the same. */
export type Verdict = string | undefined;

export interface Scenario<S extends Subject = Subject> {
  /**
   * A simulator that has not run. It must be the same each time: write
   * `load: (given) => Simulator.load(wasm, { table, board, ...given })`.
   */
  load(given: LoadOptions): S;
  readonly may: readonly May[];
  /** Nanoseconds since reset at which a run ends. */
  readonly until: bigint;
  /** Asked at the end of a run. */
  check?(sim: S): Verdict;
  /** Asked after each instant at which something happened. */
  always?(sim: S): Verdict;
  /** Codes of crashes and diagnostics that are no failure: `deadlock`, `panic`. */
  readonly allow?: readonly string[] | undefined;
  /** Happenings fall on multiples of so many nanoseconds after the begin of their window. Default 1 µs. */
  readonly grid?: bigint | undefined;
  /**
   * Whether levels are recorded, for a check that reads the `edges` of pins. Runs take longer then. Default
   * false; logs, LEDs and levels can be read all the same.
   */
  readonly record?: boolean | undefined;
  /**
   * Makes runs several times as fast: only the seeds from 1 to this number are drawn, a simulator is loaded once for
   * each, and goes back to its beginning for the next run. Not if anything outside the simulator remembers what it
   * was told, such as a listener that `load` attached. Default: a simulator for each run.
   */
  readonly seeds?: number | undefined;
}

/** Of one kind in a run. Placing them takes time as the square of their number. */
const MOST_TIMES = 1_000;
/** Simulators that are kept. */
const MOST_KEPT = 1_000;
/** Seeds are short, so that replay strings are. */
const SEEDS = 100_000;

/** Seeds are drawn from 1 to this number. */
export const seedsOf = (scenario: Scenario): number => scenario.seeds ?? SEEDS;

/** A `May`, checked and complete. */
export interface Possibility {
  readonly kind: string;
  readonly words: readonly string[];
  readonly from: bigint;
  readonly to: bigint;
  readonly least: number;
  readonly most: number;
}

export const gridOf = (scenario: Scenario): bigint => scenario.grid ?? 1_000n;

/** @throws UsageError if the scenario is none. */
export function possibilitiesOf(scenario: Scenario): Possibility[] {
  const { until, may, seeds = 1, allow = [] } = scenario;
  checkTime("`until` of a scenario", until);
  checkTime("`grid` of a scenario", gridOf(scenario));
  if (!Array.isArray(may)) {
    throw new UsageError(
      "`may` of a scenario is no list",
      'write may: [{ what: "press BTN1 20ms", between: [millis(10), millis(1000)] }]',
    );
  }
  if (!Array.isArray(allow)) {
    throw new UsageError("`allow` of a scenario is no list", 'write allow: ["deadlock"]');
  }
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_KEPT) {
    throw new UsageError(`\`seeds\` is ${seeds}`, `give a whole number from 1 to ${MOST_KEPT}`);
  }
  if (gridOf(scenario) <= 0n) {
    throw new UsageError(`the grid is ${formatTime(gridOf(scenario))}`, "give 1 ns or more");
  }
  return (may as readonly May[]).map(({ what, between, times = [0, 1] }) => {
    const { kind, words } = readWhat(what);
    const [from, to] = pairOf(what, "between", between, "[millis(10), millis(1000)]");
    const [least, most] = pairOf(what, "times", times, "[0, 3]");
    checkTime(`\`between\` of "${what}"`, from);
    checkTime(`\`between\` of "${what}"`, to);
    if (from < 0n || from > to || to > until) {
      throw new UsageError(
        `"${what}" may happen from ${formatTime(from)} to ${formatTime(to)}, and a run lasts until ${formatTime(until)}`,
        "give a window that begins before its end, and lies within the run",
      );
    }
    if (!Number.isInteger(least) || !Number.isInteger(most) || least < 0 || least > most) {
      throw new UsageError(
        `"${what}" may happen from ${least} to ${most} times`,
        "give two whole numbers, the lesser one first",
      );
    }
    if (most > MOST_TIMES) {
      throw new UsageError(`"${what}" may happen ${most} times`, `give ${MOST_TIMES} at most`);
    }
    return { kind, words, from, to, least, most };
  });
}

function pairOf<T>(
  what: string,
  name: string,
  pair: readonly [T, T],
  example: string,
): readonly [T, T] {
  if (Array.isArray(pair) && pair.length === 2) return pair;
  throw new UsageError(`\`${name}\` of "${what}" is no pair`, `write ${name}: ${example}`);
}

function readWhat(what: string): Happening {
  const { happenings } = parseScript(`0s ${what}`);
  if (happenings.length === 1) return happenings[0]!;
  throw new UsageError(`"${what}" is not one thing that happens`, "such as press BTN1 20ms");
}
