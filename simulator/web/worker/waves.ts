/**
 * What a window shows of a signal. A column of pixels holds three entries at most: up to two edges as they are, or a
 * stretch of many, and the level behind it. So a picture costs the same however much happens.
 */
import { Wave, type View, type Waveform } from "../protocol.ts";
import type { Edges } from "./edges.ts";

/** More edges than so many in one column are drawn as one busy stretch. */
const PLAIN = 2;

/** By the codes of `Edges`. */
const WAVES: readonly Wave[] = [Wave.Low, Wave.High, Wave.Floating, Wave.Conflict];

/**
 * Nothing is told of a time of which edges are no longer kept.
 * @param signal its index, for the answer.
 */
export function windowOf(
  signal: number,
  edges: Edges,
  { start, end, columns }: Pick<View, "start" | "end" | "columns">,
): Waveform {
  const most = Math.max(1, Math.floor(columns));
  const times: number[] = [];
  const levels: number[] = [];
  const from = Math.min(end, Math.max(start, edges.since));
  let next = edges.upTo(from);
  times.push(from);
  levels.push(WAVES[edges.level(next - 1)]!);
  const span = end - start;
  const last = edges.upTo(end, next);
  let isBusy = false;
  while (next < last) {
    const first = edges.time(next);
    const column = Math.floor(((first - start) / span) * most);
    const border = start + ((column + 1) * span) / most;
    // Times are whole: those before the border. An edge at it belongs to the next column.
    const behind = Math.max(next + 1, Math.min(last, edges.upTo(Math.ceil(border) - 1, next)));
    if (behind - next > PLAIN) {
      if (!isBusy) {
        times.push(first);
        levels.push(Wave.Busy);
      }
      isBusy = true;
    } else {
      if (isBusy) endBusy(times, levels, edges, next);
      isBusy = false;
      for (let i = next; i < behind; i++) {
        times.push(edges.time(i));
        levels.push(WAVES[edges.level(i)]!);
      }
    }
    next = behind;
  }
  if (isBusy) endBusy(times, levels, edges, next);
  return { signal, times: Float64Array.from(times), levels: Uint8Array.from(levels) };
}

/** A busy stretch ends with its last edge. */
function endBusy(times: number[], levels: number[], edges: Edges, next: number): void {
  times.push(edges.time(next - 1));
  levels.push(WAVES[edges.level(next - 1)]!);
}
