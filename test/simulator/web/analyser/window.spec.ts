import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundTimeAt, scaleOf, timeAt, xOf } from "../../../../simulator/web/analyser/scale.ts";
import {
  FIRST_WINDOW,
  fit,
  LEAST_SPAN,
  panBy,
  reveal,
  sameView,
  settle,
  viewOf,
  zoomAbout,
  zoomTo,
  type Reach,
  type Window,
} from "../../../../simulator/web/analyser/window.ts";

const SECOND = 1e9;
const DAYS_104 = 9e15;

const reaches: fc.Arbitrary<Reach> = fc
  .tuple(fc.integer({ min: 0, max: DAYS_104 }), fc.integer({ min: 0, max: DAYS_104 }))
  .map(([a, b]) => ({ now: Math.min(a, b), furthest: Math.max(a, b) }));
const windows: fc.Arbitrary<Window> = fc.record({
  start: fc.double({ min: 0, max: DAYS_104, noNaN: true }),
  span: fc.double({ min: 1, max: DAYS_104, noNaN: true }),
  follow: fc.boolean(),
});

describe("the window", () => {
  test("shows the first two seconds and follows at first", () => {
    expect(viewOf(settle(FIRST_WINDOW, { now: 0, furthest: 0 }), 1200, [0])).toEqual({
      start: 0,
      end: 2 * SECOND,
      follow: true,
      columns: 1200,
      signals: [0],
    });
  });

  test("has now at its right edge when it follows and more time has passed than it spans", () => {
    const reach = { now: 5 * SECOND, furthest: 9 * SECOND };
    expect(settle(FIRST_WINDOW, reach)).toEqual({ start: 3e9, span: 2e9, follow: true });
  });

  test("never begins before reset, nor shows nothing at all", () => {
    fc.assert(
      fc.property(windows, reaches, (window, reach) => {
        const { start, span, follow } = settle(window, reach);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(span).toBeGreaterThanOrEqual(LEAST_SPAN);
        expect(start).toBeLessThanOrEqual(Math.max(reach.now, reach.furthest));
        if (follow && reach.now >= span) expect(start + span).toBeCloseTo(reach.now, -1);
      }),
    );
  });

  test("settled twice is settled once", () => {
    fc.assert(
      fc.property(windows, reaches, (window, reach) => {
        const once = settle(window, reach);
        expect(settle(once, reach)).toEqual(once);
      }),
    );
  });

  test("keeps what is under the pointer there while it zooms, unless reset or the end is in the way", () => {
    const reach = { now: 100 * SECOND, furthest: 100 * SECOND };
    fc.assert(
      fc.property(
        fc.double({ min: 10 * SECOND, max: 80 * SECOND, noNaN: true }),
        fc.double({ min: 1000, max: 5 * SECOND, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        (start, span, share, factor) => {
          const window = { start, span, follow: false };
          const time = start + share * span;
          const zoomed = zoomAbout(window, factor, time, reach);
          const x = xOf(scaleOf(zoomed, 1200), time);
          expect(Math.abs(x - share * 1200)).toBeLessThan(0.5);
        },
      ),
    );
  });

  test("stays where it is when it is zoomed in at its limit", () => {
    const reach = { now: SECOND, furthest: SECOND };
    const window = { start: 500, span: LEAST_SPAN, follow: false };
    expect(zoomAbout(window, 0.5, 505, reach)).toEqual(window);
  });

  test("goes free when it is moved, and back when it is moved back", () => {
    const reach = { now: 100 * SECOND, furthest: 100 * SECOND };
    const window = settle(FIRST_WINDOW, reach);
    const moved = panBy(window, -0.5, reach);
    expect(moved).toEqual({ start: 97e9, span: 2e9, follow: false });
    expect(panBy(moved, 0.5, reach)).toEqual({ ...window, follow: false });
  });

  test("fits all there is, and a selection, with both ends within", () => {
    const reach = { now: 3 * SECOND, furthest: 8 * SECOND };
    const all = fit(reach);
    expect(all.start).toBe(0);
    expect(all.start + all.span).toBeGreaterThan(8 * SECOND);
    const some = zoomTo(2 * SECOND, 3 * SECOND, reach);
    expect([some.start, some.start + some.span]).toEqual([1.96e9, 3.04e9]);
  });

  test("moves to show a time, and not at all if it shows it", () => {
    const reach = { now: 100 * SECOND, furthest: 100 * SECOND };
    const window = { start: 10 * SECOND, span: 10 * SECOND, follow: false };
    expect(reveal(window, 12 * SECOND, reach)).toBe(window);
    for (const time of [3 * SECOND, 55 * SECOND]) {
      const x = xOf(scaleOf(reveal(window, time, reach), 100), time);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(100);
    }
  });
});

describe("what the worker is asked for", () => {
  test("is whole nanoseconds that cover the window", () => {
    fc.assert(
      fc.property(windows, reaches, (window, reach) => {
        const settled = settle(window, reach);
        const view = viewOf(settled, 1200, []);
        expect(Number.isInteger(view.start) && Number.isInteger(view.end)).toBe(true);
        expect(view.start).toBeLessThanOrEqual(settled.start);
        expect(view.end - view.start).toBeGreaterThanOrEqual(Math.floor(settled.span));
      }),
    );
  });

  test("is the same while it follows, wherever now is", () => {
    const at = (now: number): ReturnType<typeof viewOf> =>
      viewOf(settle(FIRST_WINDOW, { now, furthest: now }), 800, [1, 2]);
    expect(sameView(at(3 * SECOND), at(700 * SECOND))).toBe(true);
    const view = at(3 * SECOND);
    expect(sameView(view, { ...view, signals: [1] })).toBe(false);
    expect(sameView(view, { ...view, signals: [1, 3] })).toBe(false);
    expect(sameView(view, { ...view, columns: 801 })).toBe(false);
    expect(sameView(view, { ...view, end: view.end + 1 })).toBe(false);
    expect(sameView(view, { ...view, follow: false })).toBe(false);
    const free = { ...view, follow: false };
    expect(sameView(free, { ...free, start: free.start + 1, end: free.end + 1 })).toBe(false);
  });
});

describe("the scale", () => {
  test("tells times of pixels and pixels of times", () => {
    fc.assert(
      fc.property(windows, fc.double({ min: 0, max: 1200, noNaN: true }), (window, x) => {
        const scale = scaleOf({ ...window, start: window.start / 1e6 }, 1200);
        expect(xOf(scale, timeAt(scale, x))).toBeCloseTo(x, 2);
      }),
    );
  });

  test("gives a pixel the roundest time that it can stand for", () => {
    const scale = scaleOf({ start: 0, span: 2e9, follow: false }, 1200);
    expect(roundTimeAt(scale, 300)).toBe(500_000_000);
    expect(roundTimeAt(scale, 301)).toBe(502_000_000);
    const close = scaleOf({ start: 1e9, span: 600, follow: false }, 1200);
    expect(roundTimeAt(close, 7)).toBe(1_000_000_004);
    expect(roundTimeAt(scale, -10)).toBe(0);
  });
});
