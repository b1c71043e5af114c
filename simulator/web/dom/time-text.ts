/** Times of the page, as it writes them and as people may. */
import { formatTime, parseDuration } from "../../core/time.ts";

/** `1.5s`, `20µs`: exact, to the nanosecond. */
export function timeText(time: number): string {
  return formatTime(BigInt(Math.round(time))).replace("us", "µs");
}

const COARSE = 10_000_000;

/** A time that runs, without the digits that nobody can read in passing. */
export const coarseTimeText = (time: number): string =>
  timeText(time < COARSE ? time : Math.floor(time / COARSE) * COARSE);

/**
 * Reads what `timeText` writes, and what people type: `20us`, `1.5 s`, and the other letter that looks like a micro
 * sign, which Greek keyboards have.
 * @returns nanoseconds.
 * @throws UsageError if it is no time.
 */
export const readTime = (text: string): number =>
  Number(parseDuration(text.replace(/\s/g, "").replace("\u03bc", "µ")));
