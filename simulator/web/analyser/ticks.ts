/** Ticks of the time axis: at round times, from nanoseconds to days, with labels that have room. */
import { timeText } from "../dom/time-text.ts";
import { xOf, type Scale } from "./scale.ts";

export interface Tick {
  readonly time: number;
  readonly x: number;
  /** Undefined for the small ticks between those with a label. */
  readonly label: string | undefined;
}

const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Above a second people count in sixties. */
const STEPS: readonly number[] = [
  ...Array.from({ length: 9 }, (_, k) => [1, 2, 5].map((digit) => digit * 10 ** k)).flat(),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((n) => n * DAY),
];

/** Of small ticks, in pixels. */
const LEAST_GAP = 8;

/** `1h30m` where ticks are minutes apart, `90.5s` where they are closer. */
export function tickLabel(time: number, step: number): string {
  if (step < MINUTE || time === 0) return timeText(time);
  const [days, hours, minutes] = [
    Math.floor(time / DAY),
    Math.floor((time % DAY) / HOUR),
    Math.floor((time % HOUR) / MINUTE),
  ];
  return `${days ? `${days}d` : ""}${hours ? `${hours}h` : ""}${minutes ? `${minutes}m` : ""}`;
}

/**
 * The ticks that lie within the scale.
 * @param widthOf pixels that a label needs, with the gap to the next.
 */
export function ticks(scale: Scale, widthOf: (label: string) => number): Tick[] {
  const perPixel = scale.span / scale.columns;
  const end = scale.start + scale.span;
  const step = STEPS.find((s) => s / perPixel >= widest(scale, s, widthOf)) ?? STEPS.at(-1)!;
  const parts =
    [10, 5, 4, 3, 2].find((n) => step % n === 0 && step / n / perPixel >= LEAST_GAP) ?? 1;
  const small = step / parts;
  const list: Tick[] = [];
  // Counted in small steps: sums of them would drift.
  for (let n = Math.ceil(scale.start / small); n * small <= end; n++) {
    const time = n * small;
    const label = n % parts === 0 ? tickLabel(time, step) : undefined;
    list.push({ time, x: xOf(scale, time), label });
  }
  return list;
}

/** Of the last ten labels, which are the longest: `1.9s` is longer than `2s`. */
function widest(scale: Scale, step: number, widthOf: (label: string) => number): number {
  const last = Math.floor((scale.start + scale.span) / step);
  let most = 0;
  for (let back = 0; back < 10 && back <= last; back++) {
    most = Math.max(most, widthOf(tickLabel((last - back) * step, step)));
  }
  return most;
}
