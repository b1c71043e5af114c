import type { LedChange } from "./led.ts";

/** What the duty of a light is reckoned from. */
export interface Lighting {
  readonly on: boolean;
  readonly changes: readonly LedChange[];
  /** When the simulation began, and whether it was lit then. */
  readonly start: bigint;
  readonly initial: boolean;
  readonly now: bigint;
}

/** For what part of the last `window` nanoseconds it was on, from 0 to 1; what lies before the beginning does not count. */
export function dutyOf({ on, changes, start, initial, now }: Lighting, window: bigint): number {
  const from = now - window < start ? start : now - window;
  const span = now - from;
  if (span <= 0n) return on ? 1 : 0;
  let lit = 0n;
  let end = now;
  let i = changes.length - 1;
  for (; i >= 0 && changes[i]!.time > from; i--) {
    const change = changes[i]!;
    if (change.on) lit += end - change.time;
    end = change.time;
  }
  const before = i >= 0 ? changes[i]!.on : initial;
  if (before) lit += end - from;
  return Number(lit) / Number(span);
}
