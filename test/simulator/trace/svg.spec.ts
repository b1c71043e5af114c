import { expect, test } from "vitest";
import { fromJson } from "../../../simulator/trace/from-json.ts";
import { toJson } from "../../../simulator/trace/json.ts";
import { toSvg } from "../../../simulator/trace/svg.ts";
import type { TraceChange, TraceData } from "../../../simulator/trace/trace.ts";

const MILLI = 1_000_000n;

function change(millis: number, level: TraceChange["level"]): TraceChange {
  return { time: BigInt(millis * 1e6), level };
}

const trace: TraceData = {
  board: "A <board> & more",
  start: 0n,
  signals: [
    {
      kind: "pin",
      name: "D13",
      pin: 13,
      initial: "z",
      changes: [change(0, 0), change(50, 1), change(80, 0)],
    },
    {
      kind: "pin",
      name: "D4",
      pin: 4,
      initial: 1,
      changes: [
        ...[20, 20.1, 20.2, 20.3, 20.4].map((at, i) => change(at, (i % 2) as 0 | 1)),
        change(60, "x"),
        change(70, 1),
      ],
    },
  ],
};

test("the whole picture", () => {
  expect(toSvg(trace, { end: 100n * MILLI, width: 300 })).toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" width="300" height="108" viewBox="0 0 300 108" font-family="monospace" font-size="12">
    <title>A &lt;board&gt; &amp; more, 0s to 100ms</title>
    <defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="#000"/></pattern></defs>
    <style>path,rect.b{fill:none;stroke:#000}.g{stroke:#bbb}.z{stroke-dasharray:4 3}</style>
    <rect width="300" height="108" fill="#fff"/>
    <path class="g" d="M40 18V82"/>
    <text x="40" y="14">0s</text>
    <path class="g" d="M166 18V82"/>
    <text x="166" y="14">50ms</text>
    <g><text x="32" y="44" text-anchor="end">D13</text><path d="M40 40V48H166V32H241V48H292"/></g>
    <g><text x="32" y="72" text-anchor="end">D4</text><rect class="b" x="90" y="60" width="3" height="16" style="fill:url(#hatch)"><title>5 edges</title></rect><path d="M40 60H90"/><path d="M93 76H191"/><path class="x" d="M191 60H216V76H191ZL216 76M191 76L216 60"/><path d="M216 68V60H292"/></g>
    <text x="40" y="98">hatched: several edges; crossed: driven high and low</text>
    </svg>
    "
  `);
});

test("a burst of edges is one hatched span with its number, and apart once it is looked at closely", () => {
  const far = toSvg(trace, { end: 100n * MILLI });
  expect(far).toContain("<title>5 edges</title>");
  expect(far).toContain("hatched: several edges");
  const near = toSvg(trace, { start: 20n * MILLI, end: 21n * MILLI });
  expect(near).not.toContain("edges");
});

test("a lone pulse is drawn, however short it is", () => {
  const pulse: TraceData = {
    board: "b",
    start: 0n,
    signals: [{ kind: "led", name: "l", initial: 0, changes: [change(50, 1), change(50.0001, 0)] }],
  };
  expect(/<g>.*<\/g>/.exec(toSvg(pulse, { end: 100n * MILLI, width: 224 }))![0]).toContain(
    'd="M24 48H120V32V48H216"',
  );
});

test("what toJson wrote is read back, and drawn the same", () => {
  const read = fromJson(toJson(trace, { end: 100n * MILLI }));
  expect(read).toEqual({ ...trace, end: 100n * MILLI });
  expect(toSvg(read, read)).toBe(toSvg(trace, { end: 100n * MILLI }));
});

test("anything else is refused, with the place and the way out", () => {
  expect(() => fromJson("{")).toThrow(/^this is no trace: /);
  const wrong = toJson(trace, { end: 1n }).replace('"version":1', '"version":2');
  expect(() => fromJson(wrong)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: this is no trace: version: Invalid input: expected 1]`,
  );
  const level = toJson(trace, { end: MILLI }).replace('"initial":"z"', '"initial":"q"');
  expect(() => fromJson(level)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: this is no trace: signals.0.initial: Invalid input]`,
  );
});
