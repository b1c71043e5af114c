/**
 * The runs of a campaign by number, so that they can be split. A run follows from the campaign's seed and its number
 * alone; the eight of a chain follow from each other and stay together.
 */
import { SeededRandom } from "../core/random.ts";
import type { Script } from "../script/script.ts";
import { firstPlan, movePlan } from "./pct.ts";
import { drawPlan, type Plan, scriptOf } from "./random.ts";
import { type Fault, runScript } from "./run.ts";
import { gridOf, possibilitiesOf, type Scenario, seedsOf } from "./scenario.ts";

/** Runs of a chain, and the least that is given to a worker or a shard. */
export const CHAIN = 8;

export interface Campaign {
  readonly strategy: "random" | "pct";
  readonly seed: number;
}

/** A run that failed. */
export interface Failing {
  /** Its number, from 0. */
  readonly run: number;
  readonly script: Script;
  readonly fault: Fault;
}

/**
 * Makes the runs from `first` up to and without `end`.
 * @param first a multiple of `CHAIN`.
 * @returns the first that fails.
 */
export function runRange(
  scenario: Scenario,
  campaign: Campaign,
  first: number,
  end: number,
): Failing | undefined {
  const may = possibilitiesOf(scenario);
  const grid = gridOf(scenario);
  const seeds = seedsOf(scenario);
  const root = SeededRandom.from(campaign.seed);
  const isPct = campaign.strategy === "pct";
  let plan: Plan | undefined;
  let steps: bigint[] = [];
  for (let run = first; run < end; run++) {
    const random = root.fork(`run ${run}`);
    if (!isPct) plan = drawPlan(random, may, grid, seeds);
    else if (plan === undefined || run % CHAIN === 0) plan = firstPlan(random, may, grid, seeds);
    else plan = movePlan(random, plan, steps, may, grid);
    steps = [];
    const script = scriptOf(plan);
    const { fault } = runScript(scenario, script, isPct ? { steps: collect(steps) } : {});
    if (fault) return { run, script, fault };
  }
  return undefined;
}

/** Adds instants that come in order, each once. */
export function collect(steps: bigint[]): (time: bigint) => void {
  return (time) => {
    if (steps.at(-1) !== time) steps.push(time);
  };
}

/** The part of a campaign that is made here: the `k`th of `n`. */
export interface Shard {
  readonly k: number;
  readonly n: number;
}

/** The chains of a shard, as the numbers of their runs; those of all shards are all runs. */
export function* chainsOf(runs: number, { k, n }: Shard): Generator<[first: number, end: number]> {
  for (let first = (k - 1) * CHAIN; first < runs; first += n * CHAIN) {
    yield [first, Math.min(first + CHAIN, runs)];
  }
}

/** How many runs a shard has up to and with number `last`. */
export function countUpTo(last: number, { k, n }: Shard): number {
  let count = 0;
  for (const [first, end] of chainsOf(last + 1, { k, n })) count += end - first;
  return count;
}
