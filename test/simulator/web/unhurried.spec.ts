import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Unhurried } from "../../../simulator/web/dom/unhurried.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Wants a writing every 16 ms, as frames do. @returns when it was written. */
function play(frames: number, isPlaying: boolean): number[] {
  const written: number[] = [];
  const start = performance.now();
  const unhurried = new Unhurried(() => written.push(performance.now() - start));
  for (let frame = 0; frame < frames; frame++) {
    unhurried.want(isPlaying);
    vi.advanceTimersByTime(16);
  }
  vi.advanceTimersByTime(1000);
  return written;
}

test("while time runs it is written at once, then eight times a second, and what came last at the end", () => {
  expect(play(20, true)).toEqual([0, 125, 250, 375]);
  expect(play(2, true)).toEqual([0, 125]);
});

test("what stands is written at once, whatever was written before", () => {
  expect(play(4, false)).toEqual([0, 16, 32, 48]);
});

test("what stands leaves nothing to write for later", () => {
  let written = 0;
  const unhurried = new Unhurried(() => written++);
  unhurried.want(true);
  unhurried.want(true);
  unhurried.want(false);
  vi.advanceTimersByTime(1000);
  expect(written).toBe(2);
});
