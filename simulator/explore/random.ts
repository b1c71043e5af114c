/** Draws scripts: how often, when, in which order, with which seed. */
import type { Random } from "../core/context.ts";
import type { Happening } from "../script/happening.ts";
import { byTime, type Script } from "../script/script.ts";
import type { Possibility } from "./scenario.ts";

/** Something that happens, and what of the scenario it is. */
export interface Placed {
  readonly of: Possibility;
  readonly at: bigint;
  readonly late: boolean;
}

/** What a script is made from. */
export interface Plan {
  readonly seed: number;
  /** In the order in which they happen at one instant. */
  readonly placed: readonly Placed[];
}

export function happeningOf({ of, at, late }: Placed): Happening {
  return { kind: of.kind, at, words: of.words, ...(late && { late }) };
}

export function scriptOf({ seed, placed }: Plan): Script {
  return { seed, happenings: byTime(placed.map(happeningOf)) };
}

/** A point of the window's grid. */
export function drawInstant(random: Random, { from, to }: Possibility, grid: bigint): bigint {
  return from + random.between(0n, (to - from) / grid) * grid;
}

/** Each instant of its window is as likely as the others, and so is each number of times. */
export function drawPlan(
  random: Random,
  may: readonly Possibility[],
  grid: bigint,
  seeds: number,
): Plan {
  const seed = 1 + random.below(seeds);
  const placed: Placed[] = [];
  for (const of of may) {
    const count = of.least + random.below(of.most - of.least + 1);
    for (let i = 0; i < count; i++) {
      const at = drawInstant(random, of, grid);
      // At one instant they happen in this order, whichever that is.
      placed.splice(random.below(placed.length + 1), 0, { of, at, late: random.below(2) === 1 });
    }
  }
  return { seed, placed };
}
