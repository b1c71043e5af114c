/**
 * Contact bounce. J. Ganssle, "A Guide to Debouncing", measured 18 switches: they bounced for about
 * 1.6 ms on average and 6.2 ms at most, leaving out the two worst. (Not checked against its text.)
 */
import type { Random } from "../core/context.ts";
import type { Figures } from "./part.ts";

/** Of contacts that a finger closes. */
export const BOUNCE_FIGURES: Figures = {
  source: "J. Ganssle, A Guide to Debouncing",
  unchecked: "bounces of 1.7 ms on average and 5 ms at most: the text was not at hand",
};

/** The contact is settled this many nanoseconds after its first edge, at the latest. */
export const LONGEST_BOUNCE = 5_000_000n;
const SHORTEST_WINDOW = 50_000n;
const MOST_PAIRS = 5;

/**
 * Instants after `edge` at which the contact changes again, ascending, always an even number, so
 * that the last one settles it. The lesser of two even draws makes the mean window 1.7 ms.
 */
export function drawBounces(random: Random, edge: bigint): bigint[] {
  const pairs = random.below(MOST_PAIRS + 1);
  const first = random.between(SHORTEST_WINDOW, LONGEST_BOUNCE);
  const second = random.between(SHORTEST_WINDOW, LONGEST_BOUNCE);
  const window = first < second ? first : second;
  const count = 2 * pairs;
  const offsets: bigint[] = [];
  // Drawn from a window shorter by `count` and spread by one each: no two fall together.
  for (let i = 0; i < count; i++) offsets.push(random.between(1n, window - BigInt(count)));
  offsets.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return offsets.map((offset, i) => edge + offset + BigInt(i));
}
