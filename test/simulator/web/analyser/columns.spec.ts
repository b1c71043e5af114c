import fc from "fast-check";
import { expect, test } from "vitest";
import { createRuns, toRuns } from "../../../../simulator/web/analyser/columns.ts";
import { levelAt } from "../../../../simulator/web/analyser/level.ts";
import { Wave, type Waveform } from "../../../../simulator/web/protocol.ts";

const wave = (...steps: [time: number, level: Wave][]): Waveform => ({
  signal: 0,
  times: Float64Array.from(steps, ([time]) => time),
  levels: Uint8Array.from(steps, ([, level]) => level),
});

/** A character for each column: `_` low, `^` high, `~` floating, `#` busy, `x` conflict, a space for what is not known. */
function drawn(
  waveform: Waveform,
  start: number,
  span: number,
  columns: number,
  until: number,
): string {
  const runs = toRuns(waveform, { start, span, columns }, until, createRuns(columns));
  let line = "";
  for (let i = 0; i < runs.count; i++) {
    line =
      line.padEnd(runs.from[i]!) + "_^~#x"[runs.level[i]!]!.repeat(runs.to[i]! - runs.from[i]!);
  }
  return line.padEnd(columns);
}

const waves: fc.Arbitrary<Waveform> = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: -300, max: 1300 }), fc.constantFrom(0, 1, 2)), {
      minLength: 1,
      maxLength: 60,
    }),
  )
  .map(([steps]) => {
    const sorted = steps.toSorted(([a], [b]) => a - b);
    const distinct = sorted.filter(([time, level], i) => {
      const before = sorted[i - 1];
      return !before || (before[0] !== time && before[1] !== level);
    });
    return wave(...(distinct as [number, Wave][]));
  });

test("a level holds from its column to the next edge's, and up to now", () => {
  const steps = wave([0, Wave.Low], [30, Wave.High], [55, Wave.Floating], [71, Wave.Low]);
  expect(drawn(steps, 0, 100, 10, 80)).toBe("___^^~~__ ");
});

test("a pulse that is shorter than a pixel is seen", () => {
  const steps = wave([0, Wave.Low], [52, Wave.High], [53, Wave.Low]);
  expect(drawn(steps, 0, 100, 10, 100)).toBe("_____#____");
});

test("what the worker calls busy is busy, for a column at the least", () => {
  expect(drawn(wave([0, 0], [20, 3], [50, 1]), 0, 100, 10, 100)).toBe("__###^^^^^");
  expect(drawn(wave([0, 0], [21, 3], [22, 1]), 0, 100, 10, 100)).toBe("__#^^^^^^^");
});

test("what lies before the window is not drawn but for the level that it leaves", () => {
  expect(drawn(wave([-90, 0], [-50, 1], [-49, 0], [-20, 1], [5, 0]), 0, 100, 10, 100)).toBe(
    "__________",
  );
  expect(drawn(wave([-90, 0], [-50, 1]), 0, 100, 10, 45)).toBe("^^^^^     ");
  expect(drawn(wave([30, 1]), 0, 100, 10, 100)).toBe("   ^^^^^^^");
  expect(drawn(wave([-30, 1]), 0, 100, 10, -5)).toBe("          ");
});

test("each column shows its level, or that there were several edges: as one that looks at each edge would", () => {
  fc.assert(
    fc.property(
      waves,
      fc.integer({ min: -200, max: 1000 }),
      fc.integer({ min: 20, max: 900 }),
      fc.integer({ min: 1, max: 130 }),
      fc.integer({ min: -100, max: 1500 }),
      (waveform, start, span, columns, until) => {
        const scale = { start, span, columns };
        const column = (time: number): number => Math.floor(((time - start) / span) * columns);
        let expected = "";
        for (let at = 0; at < columns; at++) {
          const edges = [...waveform.times].slice(1).filter((time) => column(time) === at);
          const known = at <= column(until) && at >= column(waveform.times[0]!);
          const last = [...waveform.times].findLastIndex((time) => column(time) <= at);
          if (!known) expected += " ";
          else if (edges.length > 1) expected += "#";
          else expected += "_^~"[waveform.levels[last]!];
        }
        expect(drawn(waveform, scale.start, scale.span, scale.columns, until)).toBe(expected);
      },
    ),
  );
});

test("the level at a time is that of the last edge, its own instant included", () => {
  const steps = wave([10, Wave.Low], [30, Wave.High], [50, Wave.Floating]);
  expect([9, 10, 29, 30, 49, 50, 1e9].map((time) => levelAt(steps, time))).toEqual([
    undefined,
    Wave.Low,
    Wave.Low,
    Wave.High,
    Wave.High,
    Wave.Floating,
    Wave.Floating,
  ]);
});
