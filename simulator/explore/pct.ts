/**
 * After S. Burckhardt et al., "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs" (2010).
 * What matters there is in which order few steps of threads come; here it is between which steps of the firmware
 * something happens. So each run tells the instants of its steps, and the next one of its chain moves one to
 * three happenings to such an instant, or close to it. A window of a microsecond in a minute is then as likely as
 * one of ten seconds.
 */
import type { Random } from "../core/context.ts";
import { drawInstant, drawPlan, type Placed, type Plan } from "./random.ts";
import type { Possibility } from "./scenario.ts";

const MOST_MOVED = 3;

/** Instants of steps, ascending, without repeats. */
export type Steps = readonly bigint[];

/** The next plan of a chain. */
export function movePlan(
  random: Random,
  plan: Plan,
  steps: Steps,
  may: readonly Possibility[],
  grid: bigint,
): Plan {
  const placed = [...plan.placed];
  const moved = 1 + random.below(MOST_MOVED);
  for (let i = 0; i < moved; i++) {
    change(random, placed, steps, may, grid);
  }
  return { seed: plan.seed, placed };
}

/** Moves one, or now and then adds or drops one. */
function change(
  random: Random,
  placed: Placed[],
  steps: Steps,
  may: readonly Possibility[],
  grid: bigint,
): void {
  const count = (of: Possibility): number => placed.filter((p) => p.of === of).length;
  const growing = may.filter((of) => count(of) < of.most);
  const die = random.below(4);
  if (growing.length > 0 && (die === 0 || placed.length === 0)) {
    insert(random, placed, growing[random.below(growing.length)]!, steps, grid);
    return;
  }
  if (placed.length === 0) return;
  const [chosen] = placed.splice(random.below(placed.length), 1);
  if (die === 1 && count(chosen!.of) >= chosen!.of.least) return;
  insert(random, placed, chosen!.of, steps, grid);
}

function insert(
  random: Random,
  placed: Placed[],
  of: Possibility,
  steps: Steps,
  grid: bigint,
): void {
  placed.splice(random.below(placed.length + 1), 0, { of, ...drawPlace(random, of, steps, grid) });
}

/** Just before a step, at it, right behind it, just after, or somewhere up to the next one. */
function drawPlace(
  random: Random,
  of: Possibility,
  steps: Steps,
  grid: bigint,
): { at: bigint; late: boolean } {
  const within = steps.filter((step) => step >= of.from && step <= of.to);
  if (within.length === 0) return { at: drawInstant(random, of, grid), late: false };
  const i = random.below(within.length);
  const step = within[i]!;
  const clipped = (at: bigint): bigint => (at < of.from ? of.from : at > of.to ? of.to : at);
  switch (random.below(5)) {
    case 0:
      return { at: clipped(step - grid), late: false };
    case 1:
      return { at: step, late: false };
    case 2:
      return { at: step, late: true };
    case 3:
      return { at: clipped(step + grid), late: false };
    default:
      return { at: random.between(step, within[i + 1] ?? of.to), late: false };
  }
}

/** The first of a chain is drawn as by `random`. */
export const firstPlan = drawPlan;
