/** Looks for a way in which the world outside makes firmware fail. */
import { UsageError } from "../core/errors.ts";
import { replayString, type Script } from "../script/script.ts";
import { chainsOf, countUpTo, type Failing, runRange, type Shard } from "./campaign.ts";
import { describeFinding } from "./report.ts";
import { runScript } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import { shrink } from "./shrink.ts";
import type { Subject } from "./subject.ts";
import { visitAll } from "./visit-all.ts";

/**
 * - `random`: instants are drawn from the windows, each as likely as the others.
 * - `pct`: happenings are placed at the steps of the firmware, and just before and after.
 * - `exhaustive`: all placements that differ, between and at the steps of the firmware.
 */
export type Strategy = "random" | "pct" | "exhaustive";

/** How to explore, and for how long. */
export interface ExploreOptions {
  /** Default `pct`. */
  readonly strategy?: Strategy | undefined;
  /** Runs at most. Default 1,000. */
  readonly runs?: number | undefined;
  /** Decides all that is drawn. Default 1. */
  readonly seed?: number | undefined;
  /** Makes only a part of the runs: `"1/4"` is the first of four. Not with `exhaustive`. */
  readonly shard?: string | undefined;
  /** Told now and then how many runs are done. */
  onProgress?(done: number): void;
}

/** A run that failed, shrunk, and how to make it again. */
export interface Finding {
  /** Number of the run that failed, from 0. */
  readonly run: number;
  /** `check`, `always`, or the code of a crash or diagnostic. */
  readonly kind: string;
  readonly message: string;
  /** The fewest and earliest events that were found to fail. */
  readonly script: Script;
  /** The same on one line. */
  readonly replay: string;
  /** Runs that it took to shrink it. */
  readonly shrinkRuns: number;
  /** For people: what failed, how to replay it, the waveform around it, the tasks. */
  readonly text: string;
}

/** What came of an exploration. */
export interface Exploration {
  readonly strategy: Strategy;
  readonly seed: number;
  /** How many runs were made, without those to shrink. */
  readonly runs: number;
  /** Whether all placements were tried; only `exhaustive` can say so. */
  readonly complete: boolean;
  /** About how many runs that takes, if `runs` was too few for `exhaustive`. */
  readonly needed?: number | undefined;
  /** Missing if nothing failed. */
  readonly failure?: Finding | undefined;
}

/** The options, checked and complete. */
export interface Request {
  readonly strategy: Strategy;
  readonly runs: number;
  readonly seed: number;
  readonly shard: Shard;
}

/**
 * Runs a scenario many times, each time with something else happening, until a run fails.
 * @throws UsageError if the scenario or an option is wrong.
 */
export function explore<S extends Subject>(
  scenario: Scenario<S>,
  options: ExploreOptions = {},
): Exploration {
  const request = completeRequest(options);
  const { strategy, seed, runs, shard } = request;
  if (strategy === "exhaustive") {
    const visited = visitAll(scenario, request, options.onProgress);
    if ("failing" in visited) return found(scenario, request, visited.failing);
    return { strategy, seed, ...visited };
  }
  let done = 0;
  for (const [first, end] of chainsOf(runs, shard)) {
    const failing = runRange(scenario, { strategy, seed }, first, end);
    if (failing) return found(scenario, request, failing);
    done += end - first;
    options.onProgress?.(done);
  }
  return { strategy, seed, runs: done, complete: false };
}

/** @throws UsageError */
export function completeRequest(options: ExploreOptions): Request {
  const { strategy = "pct", runs = 1_000, seed = 1, shard = "1/1" } = options;
  if (!["random", "pct", "exhaustive"].includes(strategy)) {
    throw new UsageError(
      `there is no strategy ${JSON.stringify(strategy)}`,
      "the strategies are random, pct and exhaustive",
    );
  }
  if (!Number.isSafeInteger(runs) || runs < 1) {
    throw new UsageError(`\`runs\` is ${runs}`, "give a whole number from 1 on");
  }
  if (!Number.isSafeInteger(seed)) {
    throw new UsageError(`the seed ${seed} is not a whole number`, "give a whole number, like 1");
  }
  const [k, n] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).slice(1).map(Number);
  if (k === undefined || n === undefined || k < 1 || k > n) {
    throw new UsageError(`"${shard}" is no shard`, 'write "1/4" for the first of four');
  }
  if (n > 1 && strategy === "exhaustive") {
    throw new UsageError(
      "an exhaustive exploration cannot be split",
      "narrow the windows until it fits, or take pct",
    );
  }
  return { strategy, runs, seed, shard: { k, n } };
}

/** Shrinks what failed, and tells it. */
export function found(scenario: Scenario, request: Request, failing: Failing): Exploration {
  const { strategy, seed, shard } = request;
  const { run } = failing;
  const { script, fault, runs: shrinkRuns } = shrink(scenario, failing.script, failing.fault);
  const shown = runScript(afresh(scenario), script, { record: true });
  if (!shown.fault) {
    throw new UsageError(
      `a run failed, and did not when it was made again: ${replayString(script)}`,
      "a run must follow from the seed and what happens: `load` has to make a new simulator, and nothing may be left over from the run before",
    );
  }
  const failure = {
    run,
    kind: fault.kind,
    message: shown.fault.message,
    script,
    replay: replayString(script),
    shrinkRuns,
    text: describeFinding(script, shown, { run, shrinkRuns }),
  };
  return { strategy, seed, runs: countUpTo(run, shard), complete: false, failure };
}

/** With a simulator that has never run. */
function afresh(scenario: Scenario): Scenario {
  return { ...scenario, seeds: undefined };
}

/** A run that was made again. */
export interface Replay<S extends Subject = Subject> {
  /** Where the run has ended, recorded. */
  readonly sim: S;
  /** What failed; missing if nothing did. */
  readonly failure: Pick<Finding, "kind" | "message" | "text"> | undefined;
}

/** Makes one run of a scenario: a script, from `parseScript(replay)`. */
export function replay<S extends Subject>(scenario: Scenario<S>, script: Script): Replay<S> {
  const run = runScript(afresh(scenario), script, { record: true });
  const { sim, fault } = run;
  const failure = fault && {
    kind: fault.kind,
    message: fault.message,
    text: describeFinding(script, run),
  };
  return { sim: sim as S, failure };
}
