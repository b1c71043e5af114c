/**
 * From times to columns of pixels. A column in which there are two edges or more is busy, however short the pulse:
 * nothing that happened is invisible.
 */
import { Wave, type Waveform } from "../protocol.ts";
import { xOf, type Scale } from "./scale.ts";

/** Stretches of one level, from column `from[i]` up to `to[i]`, one beside the other. Used again for each signal. */
export interface Runs {
  count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly level: Uint8Array;
}

/** Room for the runs of so many columns. */
export function createRuns(columns: number): Runs {
  // Each run is a column wide at the least.
  const room = columns + 1;
  return {
    count: 0,
    from: new Int32Array(room),
    to: new Int32Array(room),
    level: new Uint8Array(room),
  };
}

/**
 * @param until nothing is known from this time on: now.
 * @param runs what it is written into; made for as many columns as the scale has.
 */
export function toRuns(wave: Waveform, scale: Scale, until: number, runs: Runs): Runs {
  const { times, levels } = wave;
  const { columns } = scale;
  const limit = Math.min(columns, Math.floor(xOf(scale, until)) + 1);
  runs.count = 0;
  /** Columns before this one are told. */
  let done = 0;
  const tell = (level: number, from: number, to: number): void => {
    const last = runs.count - 1;
    if (last >= 0 && runs.level[last] === level && runs.to[last] === from) runs.to[last] = to;
    else {
      runs.from[runs.count] = from;
      runs.to[runs.count] = to;
      runs.level[runs.count] = level;
      runs.count++;
    }
    done = to;
  };
  for (let i = 0; i < times.length; i++) {
    const first = Math.floor(xOf(scale, times[i]!));
    if (first >= limit) break;
    const next =
      i + 1 < times.length ? Math.min(limit, Math.floor(xOf(scale, times[i + 1]!))) : limit;
    const from = Math.max(first, done);
    if (next > from) tell(levels[i]!, from, next);
    // Both its edges are in one column that is not told yet. What came before the first is no edge.
    else if (i > 0 && first >= done) tell(Wave.Busy, first, first + 1);
  }
  return runs;
}
