/** The exhaustive strategy. */
import { collect, type Failing } from "./campaign.ts";
import { estimateSize, isWhole, placesAfter } from "./exhaustive.ts";
import { type Plan, scriptOf } from "./random.ts";
import { runScript } from "./run.ts";
import { gridOf, possibilitiesOf, type Scenario } from "./scenario.ts";

export type Visited =
  | { readonly failing: Failing }
  | { readonly runs: number; readonly complete: boolean; readonly needed?: number | undefined };

/** Tries plans with few happenings before those with more. */
export function visitAll(
  scenario: Scenario,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  onProgress?: (done: number) => void,
): Visited {
  const may = possibilitiesOf(scenario);
  const grid = gridOf(scenario);
  const root: Plan = { seed, placed: [] };
  const childrenAfter = (plan: Plan, steps: readonly bigint[]): Plan[] =>
    placesAfter(plan, steps, may, grid).map((place) => ({ seed, placed: [...plan.placed, place] }));
  const queue: Plan[] = [root];
  let isCut = false;
  let run = 0;
  for (; run < queue.length && run < runs; run++) {
    const plan = queue[run]!;
    const script = scriptOf(plan);
    const steps: bigint[] = [];
    const { fault } = runScript(scenario, script, { steps: collect(steps) });
    // What is only on the way to others need not hold.
    if (fault && isWhole(plan, may)) return { failing: { run, script, fault } };
    for (const child of childrenAfter(plan, steps)) {
      if (queue.length < runs) queue.push(child);
      else isCut = true;
    }
    if (run % 64 === 63) onProgress?.(run + 1);
  }
  if (!isCut) return { runs: run, complete: true };
  const children = (plan: Plan): Plan[] => {
    const steps: bigint[] = [];
    runScript(scenario, scriptOf(plan), { steps: collect(steps) });
    return childrenAfter(plan, steps);
  };
  return {
    runs: run,
    complete: false,
    needed: Math.max(runs + 1, estimateSize(seed, root, children)),
  };
}
