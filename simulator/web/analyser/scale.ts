/** Where times lie on a row of pixels. */
import type { Window } from "./window.ts";

export interface Scale {
  readonly start: number;
  /** Nanoseconds from the left to the right. */
  readonly span: number;
  readonly columns: number;
}

export function scaleOf({ start, span }: Window, columns: number): Scale {
  return { start, span, columns: Math.max(1, columns) };
}

export function xOf(scale: Scale, time: number): number {
  return ((time - scale.start) / scale.span) * scale.columns;
}

export function timeAt(scale: Scale, x: number): number {
  return scale.start + (x / scale.columns) * scale.span;
}

/**
 * The roundest time that a pixel stands for: whole nanoseconds, and no more digits than pixels can tell.
 * Never before reset.
 */
export function roundTimeAt(scale: Scale, x: number): number {
  const perPixel = scale.span / scale.columns;
  const step = Math.max(1, 10 ** Math.floor(Math.log10(perPixel)));
  return Math.max(0, Math.round(timeAt(scale, x) / step) * step);
}
