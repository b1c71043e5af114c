import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Compiled } from "../../../compiler/compile.ts";
import { millis, seconds, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

const board = uno(
  { pad: "membrane-keypad" },
  ...["9 pad:R1", "8 pad:R2", "7 pad:R3", "6 pad:R4"].map((wire) => `uno:${wire}`),
  ...["5 pad:C1", "4 pad:C2", "3 pad:C3", "2 pad:C4"].map((wire) => `uno:${wire}`),
);
const KEYS = "123A456B789C*0#D";

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compileText(`
import { Keypad, log, spawn } from "wakeful";
const rows: StaticArray<u16> = [9, 8, 7, 6];
const columns: StaticArray<u16> = [5, 4, 3, 2];
const pad = Keypad.at(rows, columns);
@task
async function keys(): Promise<void> {
  for await (const key of pad) log("{}", key);
}
export function main(): void {
  spawn(keys());
}`);
});

function load(seed = 1, hz?: number): Simulator {
  const { wasm, table } = compiled;
  const cpu = hz === undefined ? {} : { cpu: { hz } };
  return Simulator.load(wasm, { table, board, seed, ...cpu });
}

const told = (sim: Simulator): string => sim.logs.map(({ text }) => KEYS[Number(text)]).join("");

test("each key is told once, at its first edge, however it bounces", () => {
  for (const hz of [undefined, 16_000_000]) {
    const sim = load(3, hz);
    [...KEYS].forEach((key, i) => {
      sim.press(`pad:${key}`, { at: millis(10 + 100 * i), for: millis(60) });
    });
    sim.runFor(seconds(2));
    expect(told(sim)).toBe(KEYS);
    const late = sim.logs.map(({ time }, i) => time - millis(10 + 100 * i));
    expect(late.every((delay) => delay < millis(1))).toBe(true);
    expect(sim.diagnostics).toEqual([]);
  }
});

test("a press of a millisecond is told, and one that is held is told once", () => {
  const sim = load();
  sim.press("pad:5", { at: millis(10), for: millis(1) });
  sim.press("pad:7", { at: millis(100), for: seconds(5) });
  sim.runFor(seconds(6));
  expect(told(sim)).toBe("57");
});

test("a second key is told while the first is held, in the same row or column too", () => {
  const sim = load(2);
  sim.press("pad:5", { at: millis(10), for: millis(500) });
  sim.press("pad:6", { at: millis(100), for: millis(50) });
  sim.press("pad:8", { at: millis(200), for: millis(50) });
  sim.press("pad:#", { at: millis(300), for: millis(50) });
  sim.runFor(seconds(1));
  expect(told(sim)).toBe("568#");
  expect(sim.diagnostics).toEqual([]);
});

test("a ghost is not told: of four corners three may be pressed", () => {
  const sim = load();
  sim.press("pad:1", { at: millis(10), for: millis(800) });
  sim.press("pad:2", { at: millis(100), for: millis(800) });
  // Now 4 would be taken for 5 as well; it is told when 2 is up.
  sim.press("pad:4", { at: millis(200), for: millis(1500) });
  sim.runFor(millis(800));
  expect(told(sim)).toBe("12");
  sim.runFor(seconds(2));
  expect(told(sim)).toBe("124");
});

test("keys that come one at a time are told as they come, whatever the seed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.tuple(fc.nat(15), fc.integer({ min: 8, max: 200 })), { maxLength: 8 }),
      (seed, keys) => {
        const sim = load(seed);
        let at = millis(10);
        for (const [key, span] of keys) {
          sim.press(`pad:${KEYS[key]!}`, { at, for: millis(span) });
          at += millis(span + 60);
        }
        sim.runUntil(at);
        expect(told(sim)).toBe(keys.map(([key]) => KEYS[key]).join(""));
      },
    ),
    { numRuns: 30 },
  );
});
