/**
 * The window: which stretch of time is on screen. Free, or following: then now is at its right edge, or on its
 * way there while less time has passed than the window spans.
 *
 * All functions are pure. Times are nanoseconds since reset.
 */
import type { View } from "../protocol.ts";

export interface Window {
  readonly start: number;
  readonly span: number;
  readonly follow: boolean;
}

/** How far time has come. */
export interface Reach {
  readonly now: number;
  /** The furthest that `now` has been. */
  readonly furthest: number;
}

/** Nanoseconds: closer in there is nothing to see. */
export const LEAST_SPAN = 20;
/** Two seconds: a blinking LED shows its rhythm. */
export const FIRST_WINDOW: Window = { start: 0, span: 2_000_000_000, follow: true };
/** Nanoseconds that a window may always span, however little time has passed. */
const AMPLE = 60_000_000_000;
/** Share of the window that shows something, however far it is moved. */
const KEPT = 0.1;

/** Keeps a window where there is something to see, and a following one at now. */
export function settle(window: Window, reach: Reach): Window {
  const most = Math.max(AMPLE, 2 * reach.furthest);
  const span = Math.min(most, Math.max(LEAST_SPAN, window.span));
  const start = window.follow
    ? reach.now - span
    : Math.min(window.start, Math.max(reach.furthest, reach.now) - KEPT * span);
  return { start: Math.max(0, start), span, follow: window.follow };
}

/** Makes the window `factor` times as long; what is drawn at `time` stays where it is. */
export function zoomAbout(window: Window, factor: number, time: number, reach: Reach): Window {
  if (window.follow) return settle({ ...window, span: window.span * factor }, reach);
  // The span that it will have, so that a window at its limit does not wander.
  const { span } = settle({ ...window, span: window.span * factor }, reach);
  const share = (time - window.start) / window.span;
  return settle({ start: time - share * span, span, follow: false }, reach);
}

/** Moves it by a share of its span, and so stops following. */
export function panBy(window: Window, share: number, reach: Reach): Window {
  return settle({ ...window, start: window.start + share * window.span, follow: false }, reach);
}

/** Shows `start` to `end` with a little room at both sides. */
export function zoomTo(start: number, end: number, reach: Reach): Window {
  const room = Math.max(1, 0.04 * (end - start));
  return settle({ start: start - room, span: end - start + 2 * room, follow: false }, reach);
}

/** Shows all there is. */
export function fit(reach: Reach): Window {
  const all = Math.max(reach.furthest, LEAST_SPAN);
  return settle({ start: 0, span: all * 1.02, follow: false }, reach);
}

/** Moves as little as it must to show `time`, with a little room beside it. */
export function reveal(window: Window, time: number, reach: Reach): Window {
  const { start, span } = window;
  const room = 0.05 * span;
  if (time >= start && time <= start + span) return window;
  const moved = time < start ? time - room : time + room - span;
  return settle({ start: moved, span, follow: false }, reach);
}

/** What is asked of the worker: whole nanoseconds, all of the window. */
export function viewOf(window: Window, columns: number, signals: readonly number[]): View {
  const start = Math.floor(window.start);
  const end = window.follow
    ? start + Math.ceil(window.span)
    : Math.ceil(window.start + window.span);
  return { start, end, follow: window.follow, columns, signals };
}

/** Whether two views show the same. Those that follow do wherever now is. */
export function sameView(a: View, b: View): boolean {
  return (
    a.follow === b.follow &&
    a.columns === b.columns &&
    (a.follow ? a.end - a.start === b.end - b.start : a.start === b.start && a.end === b.end) &&
    a.signals.length === b.signals.length &&
    a.signals.every((signal, i) => signal === b.signals[i])
  );
}
