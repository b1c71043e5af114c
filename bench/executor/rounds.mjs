// Times taken in turns, so that what else the machine does falls on all.
import { median, spread } from "../host.mjs";

/** Milliseconds that each is driven before anything is measured: by then V8 has compiled it for speed. */
const WARM_UP = 100;

async function warmUp({ boot, drive, turns }) {
  const instance = boot();
  const start = performance.now();
  while (performance.now() - start < WARM_UP) await drive(instance, turns);
}

/** Nanoseconds an operation. */
async function time({ boot, drive, turns }) {
  const instance = boot();
  await drive(instance, Math.ceil(turns / 5));
  const start = performance.now();
  const done = await drive(instance, turns);
  return ((performance.now() - start) * 1e6) / done;
}

/**
 * @param {{ what: string, boot: () => unknown, drive: (instance: unknown, turns: number) => unknown, turns: number }[]}
 *   all the first is ours. Each is booted anew for each round.
 * @returns of each its `ns`, `spread`, and the `ratio` of ours to it, the middle of those of each round: what slows
 *   the machine slows both.
 */
export async function interleaved(all, rounds) {
  for (const each of all) await warmUp(each);
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
