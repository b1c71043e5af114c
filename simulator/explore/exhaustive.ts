/**
 * All placements, as far as they differ: at each step of the firmware, behind it, and once in each gap between two
 * steps. A run with some happenings tells the steps behind the last one, and so where the next one can fall. Fewer
 * happenings come first.
 */
import { SeededRandom } from "../core/random.ts";
import type { Placed, Plan } from "./random.ts";
import type { Steps } from "./pct.ts";
import type { Possibility } from "./scenario.ts";

/** Where one more happening can fall, behind those that are placed already. */
export function placesAfter(
  plan: Plan,
  steps: Steps,
  may: readonly Possibility[],
  grid: bigint,
): Placed[] {
  const last = plan.placed.at(-1);
  const places: Placed[] = [];
  for (const of of may) {
    if (plan.placed.filter((placed) => placed.of === of).length >= of.most) continue;
    const from = last !== undefined && last.at > of.from ? last.at : of.from;
    if (from > of.to) continue;
    const inside = steps.filter((step) => step >= from && step <= of.to);
    // The begin of the window stands for the gap before its first step.
    if (inside[0] !== from && !(last?.late === true && last.at === from)) {
      places.push({ of, at: from, late: false });
    }
    inside.forEach((step, i) => {
      if (step !== last?.at || !last.late) places.push({ of, at: step, late: false });
      places.push({ of, at: step, late: true });
      const next = inside[i + 1] ?? of.to + 1n;
      const middle = gapMiddle(step, next, grid);
      if (middle !== undefined) places.push({ of, at: middle, late: false });
    });
  }
  return places;
}

/** An instant between two others, on a round time if one is there. */
function gapMiddle(before: bigint, after: bigint, grid: bigint): bigint | undefined {
  if (after - before < 2n) return undefined;
  const middle = before + (after - before) / 2n;
  const round = middle - (middle % grid);
  return round > before ? round : middle;
}

/** Whether each happens as often as it must; else the plan is only on the way to others. */
export function isWhole(plan: Plan, may: readonly Possibility[]): boolean {
  return may.every((of) => plan.placed.filter((p) => p.of === of).length >= of.least);
}

/**
 * About how many plans there are (D. Knuth, "Estimating the efficiency of backtrack programs", 1975): the mean over
 * some random descents of what the tree would hold if it were as wide everywhere.
 */
export function estimateSize(seed: number, root: Plan, children: (plan: Plan) => Plan[]): number {
  const DESCENTS = 16;
  let total = 0;
  for (let i = 0; i < DESCENTS; i++) {
    const random = SeededRandom.from(seed).fork(`descent ${i}`);
    let width = 1;
    total += width;
    for (let plan = root; ;) {
      const next = children(plan);
      if (next.length === 0) break;
      total += width *= next.length;
      plan = next[random.below(next.length)]!;
    }
  }
  return Math.round(total / DESCENTS);
}
