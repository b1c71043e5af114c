import { expect, test } from "vitest";
import type { Level } from "../../../simulator/core/context.ts";
import type { TraceData } from "../../../simulator/trace/trace.ts";
import { drawWaveform } from "../../../simulator/trace/waveform.ts";

const ms = (n: number): bigint => BigInt(Math.round(n * 1_000_000));

function blink(period: number, until: number): { time: bigint; level: Level }[] {
  const changes: { time: bigint; level: Level }[] = [];
  for (let time = period, level = 1; time < until; time += period, level ^= 1) {
    changes.push({ time: ms(time), level: level as 0 | 1 });
  }
  return changes;
}

const trace: TraceData = {
  board: "Arduino Uno",
  start: 0n,
  signals: [
    { kind: "pin", name: "D13", pin: 13, initial: 0, changes: blink(500, 3000) },
    { kind: "pin", name: "D12", pin: 12, initial: 0, changes: blink(300, 3000) },
    {
      kind: "pin",
      name: "D4",
      pin: 4,
      initial: "z",
      changes: [
        { time: ms(200), level: 1 },
        { time: ms(600), level: 0 },
        { time: ms(601), level: 1 },
        { time: ms(602), level: 0 },
        { time: ms(1500), level: "x" },
        { time: ms(2000), level: 1 },
      ],
    },
    { kind: "led", name: "led1", initial: 0, changes: blink(500, 3000) },
  ],
};

test("the whole trace", () => {
  expect(`\n${drawWaveform(trace, { end: ms(3000) })}`).toMatchInlineSnapshot(`
    "
          0s          500ms       1s           1.5s        2s          2.5s
          ┬───────────┬───────────┬────────────┬───────────┬───────────┬────────────
    D13   ▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔
    D12   ▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔
    D4    ╌╌╌╌▔▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁╳╳╳╳╳╳╳╳╳╳╳╳▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    led1  ▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔
          ▒ several edges
          ╌ nothing drives it
          ╳ driven high and low
    "
  `);
});

test("ASCII only", () => {
  const text = drawWaveform(trace, { end: ms(3000), ascii: true, width: 60 });
  expect(text).toMatch(/^[\n -~]*$/);
  expect(`\n${text}`).toMatchInlineSnapshot(`
    "
          0s                1s                2s
          +-----------------+-----------------+-----------------
    D13   _________#########_________#########_________#########
    D12   _____#####______#####______#####_____######_____######
    D4    ...#######%________________xxxxxxxxx##################
    led1  _________#########_________#########_________#########
          % several edges
          . nothing drives it
          x driven high and low
    "
  `);
});

test("a window: levels before it count, ticks stand at round times", () => {
  const text = drawWaveform(trace, { start: ms(595), end: ms(605), width: 66 });
  expect(`\n${text}`).toMatchInlineSnapshot(`
    "
                596ms       598ms       600ms       602ms       604ms
          ──────┬───────────┬───────────┬───────────┬───────────┬─────
    D13   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D12   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D4    ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    led1  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    "
  `);
});

test("a window of a few nanoseconds, and one of none", () => {
  const edge = { kind: "pin", name: "D1", initial: 0, changes: [{ time: 2n, level: 1 }] } as const;
  const one: TraceData = { board: "b", start: 0n, signals: [edge] };
  expect(`\n${drawWaveform(one, { end: 4n, width: 24 })}`).toMatchInlineSnapshot(`
    "
        0s
        ┬───────────────────
    D1  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔
    "
  `);
  expect(`\n${drawWaveform(one, { end: 0n, width: 24 })}`).toMatchInlineSnapshot(`
    "
        0s
        ┬───────────────────
    D1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    "
  `);
});

test("no signals", () => {
  expect(drawWaveform({ board: "b", start: 0n, signals: [] }, { end: 10n, width: 30, ascii: true }))
    .toMatchInlineSnapshot(`
    "  0s            5ns
      +-------------+-------------
    "
  `);
});

test("no line is longer than the width", () => {
  for (const width of [40, 80, 120]) {
    const lines = drawWaveform(trace, { end: ms(3000), width }).split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    expect(lines[2]!.length).toBe(width);
  }
});

test("a caret stands under an instant, with its time beside it", () => {
  const signals = trace.signals.slice(0, 1);
  const mark = (time: bigint, ascii = false): string =>
    drawWaveform({ ...trace, signals }, { end: ms(3000), width: 40, mark: time, ascii });
  expect(mark(ms(1000))).toMatchInlineSnapshot(`
    "     0s                     2s
         ┬──────────────────────┬───────────
    D13  ▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔
                    ▲ 1s
    "
  `);
  expect(mark(ms(2999), true)).toMatchInlineSnapshot(`
    "     0s                     2s
         +----------------------+-----------
    D13  _____######______######______######
                                    2.999s ^
    "
  `);
  expect(mark(ms(3000))).not.toContain("▲");
});
