// Times taken in turns, so that what else the machine does falls on all.
import { median } from "../host.mjs";

/** Nanoseconds an operation. */
async function time({ boot, drive, turns }) {
  const instance = boot();
  await drive(instance, Math.ceil(turns / 5));
  const start = performance.now();
  const done = await drive(instance, turns);
  return ((performance.now() - start) * 1e6) / done;
}

/** From the least to the most, as a share of the median. */
function spread(runs) {
  return (Math.max(...runs) - Math.min(...runs)) / median(runs);
}

/**
 * @param {{ what: string, boot: () => unknown, drive: (instance: unknown, turns: number) => unknown, turns: number }[]}
 *   all the first is ours. Each is booted anew for each round.
 * @returns of each its `ns`, `spread`, and the `ratio` of ours to it, the middle of those of each round: what slows
 *   the machine slows both.
 */
export async function interleaved(all, rounds) {
  const runs = all.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, each] of all.entries()) runs[i].push(await time(each));
  }
  return all.map(({ what }, i) => ({
    what,
    ns: median(runs[i]),
    spread: spread(runs[i]),
    ratio: median(runs[0].map((ns, round) => ns / runs[i][round])),
  }));
}
