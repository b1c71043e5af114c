import fc from "fast-check";
import { expect, test } from "vitest";
import { ticks, tickLabel, type Tick } from "../../../../simulator/web/analyser/ticks.ts";

const widthOf = (label: string): number => label.length * 7 + 20;
const labels = (start: number, span: number, columns = 600): string[] =>
  ticks({ start, span, columns }, widthOf).flatMap(({ label }) => label ?? []);

test("ticks stand at round times, from nanoseconds to days", () => {
  expect(labels(0, 40)).toMatchInlineSnapshot(`
    [
      "0s",
      "5ns",
      "10ns",
      "15ns",
      "20ns",
      "25ns",
      "30ns",
      "35ns",
      "40ns",
    ]
  `);
  expect(labels(1e9, 3000)).toMatchInlineSnapshot(`
    [
      "1s",
      "1.0000005s",
      "1.000001s",
      "1.0000015s",
      "1.000002s",
      "1.0000025s",
      "1.000003s",
    ]
  `);
  expect(labels(0, 2e9)).toMatchInlineSnapshot(`
    [
      "0s",
      "200ms",
      "400ms",
      "600ms",
      "800ms",
      "1s",
      "1.2s",
      "1.4s",
      "1.6s",
      "1.8s",
      "2s",
    ]
  `);
  expect(labels(0, 60e9)).toMatchInlineSnapshot(`
    [
      "0s",
      "5s",
      "10s",
      "15s",
      "20s",
      "25s",
      "30s",
      "35s",
      "40s",
      "45s",
      "50s",
      "55s",
      "60s",
    ]
  `);
  expect(labels(0, 600e9)).toMatchInlineSnapshot(`
    [
      "0s",
      "1m",
      "2m",
      "3m",
      "4m",
      "5m",
      "6m",
      "7m",
      "8m",
      "9m",
      "10m",
    ]
  `);
  expect(labels(0, 5 * 3600e9)).toMatchInlineSnapshot(`
    [
      "0s",
      "30m",
      "1h",
      "1h30m",
      "2h",
      "2h30m",
      "3h",
      "3h30m",
      "4h",
      "4h30m",
      "5h",
    ]
  `);
  expect(labels(0, 20 * 86400e9)).toMatchInlineSnapshot(`
    [
      "0s",
      "2d",
      "4d",
      "6d",
      "8d",
      "10d",
      "12d",
      "14d",
      "16d",
      "18d",
      "20d",
    ]
  `);
});

test("labels of minutes and more have no zeros in them", () => {
  expect(tickLabel(5400e9, 60e9)).toBe("1h30m");
  expect(tickLabel(7200e9, 3600e9)).toBe("2h");
  expect(tickLabel(86400e9 + 60e9, 60e9)).toBe("1d1m");
  expect(tickLabel(90e9, 10e9)).toBe("90s");
});

test("ticks lie within the scale in order, and no label is on another", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e15 }),
      fc.double({ min: 1.3, max: 15.6, noNaN: true }),
      fc.integer({ min: 60, max: 4000 }),
      (start, decades, columns) => {
        const span = 10 ** decades;
        const list = ticks({ start, span, columns }, widthOf);
        expect(list.length).toBeLessThan(columns / 4);
        // A double far from reset has no parts of a nanosecond.
        const hair = columns / span + 1e-6;
        for (const { time, x } of list) {
          expect(Number.isSafeInteger(time)).toBe(true);
          expect(x).toBeGreaterThanOrEqual(-hair);
          expect(x).toBeLessThanOrEqual(columns + hair);
        }
        const named = list.filter(
          (tick): tick is Tick & { label: string } => tick.label !== undefined,
        );
        for (let i = 1; i < named.length; i++) {
          const gap = named[i]!.x - named[i - 1]!.x;
          const widest = Math.max(widthOf(named[i]!.label), widthOf(named[i - 1]!.label));
          expect(gap).toBeGreaterThanOrEqual(widest - 0.01);
        }
      },
    ),
  );
});
