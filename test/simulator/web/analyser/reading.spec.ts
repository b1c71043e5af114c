import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIRST_CHOICE, shownSignals, want } from "../../../../simulator/web/analyser/choice.ts";
import { between, NO_CURSORS, place, remove } from "../../../../simulator/web/analyser/cursors.ts";
import { fileName } from "../../../../simulator/web/analyser/export.ts";
import {
  frequencyText,
  inverseText,
  shareText,
} from "../../../../simulator/web/analyser/format.ts";
import { measureRows, measureSentence } from "../../../../simulator/web/analyser/measure.ts";
import { cursorAt, rowAt, snap } from "../../../../simulator/web/analyser/pick.ts";

const scale = { start: 0, span: 1e9, columns: 1000 };

describe("figures", () => {
  test("are written as people write them", () => {
    expect(inverseText(1e6)).toBe("1 kHz");
    expect(inverseText(0)).toBe("–");
    expect([0.5, 12.345678, 999.9999, 1000, 16e6, 2.5e9, 0.001].map(frequencyText)).toEqual([
      "500 mHz",
      "12.3457 Hz",
      "1 kHz",
      "1 kHz",
      "16 MHz",
      "2.5 GHz",
      "1 mHz",
    ]);
    expect([0.5, 1 / 3, 0, 1].map(shareText)).toEqual(["50 %", "33.33 %", "0 %", "100 %"]);
  });

  test("of a frequency lie between 1 and 1000 of their unit", () => {
    fc.assert(
      fc.property(fc.double({ min: -2.9, max: 9, noNaN: true }), (decade) => {
        const [figure] = frequencyText(10 ** decade).split(" ");
        expect(Number(figure)).toBeGreaterThanOrEqual(1);
        expect(Number(figure)).toBeLessThan(1000);
      }),
    );
  });

  test("of a signal are rows of a table, with a dash for what cannot be measured", () => {
    const rows = measureRows({
      edges: 4,
      span: 2e9,
      period: 1e9,
      duty: 0.5,
      shortest: 5e8,
      longest: undefined,
    });
    expect(rows).toEqual([
      ["Edges", "4"],
      ["Period", "1s"],
      ["Frequency", "1 Hz"],
      ["Duty", "50 %"],
      ["Shortest pulse", "500ms"],
      ["Longest pulse", "–"],
    ]);
    expect(measureSentence("led1", rows)).toBe(
      "led1: edges 4, period 1s, frequency 1 Hz, duty 50 %, shortest pulse 500ms",
    );
    expect(measureRows(undefined).every(([, value]) => value === "–")).toBe(true);
  });
});

describe("cursors", () => {
  const both = place(place(NO_CURSORS, "A", 400e6), "B", 402e6);

  test("are active when they are placed, and not before reset", () => {
    expect(both).toEqual({ at: { A: 400e6, B: 402e6 }, active: "B" });
    expect(place(NO_CURSORS, "A", -5).at.A).toBe(0);
    expect(remove(both)).toEqual({ at: { A: 400e6, B: undefined }, active: "A" });
  });

  test("enclose the same time whichever comes first", () => {
    expect(between(both)).toEqual({ start: 400e6, end: 402e6 });
    expect(between(place(both, "A", 500e6))).toEqual({ start: 402e6, end: 500e6 });
    expect(between(remove(both))).toBeUndefined();
  });

  test("are taken hold of from near, the active one first, and from further away by a finger", () => {
    expect(cursorAt(401, scale, both, false)).toBe("B");
    expect(cursorAt(401, scale, { ...both, active: "A" }, false)).toBe("A");
    expect(cursorAt(390, scale, both, false)).toBeUndefined();
    expect(cursorAt(390, scale, both, true)).toBe("B");
  });

  test("are drawn to an edge that is near, and left alone by one that is not", () => {
    expect(snap(400e6, 405e6, scale)).toBe(405e6);
    expect(snap(400e6, 420e6, scale)).toBe(400e6);
    expect(snap(400e6, undefined, scale)).toBe(400e6);
  });
});

test("a row is picked by its height", () => {
  expect([0, 29, 30, 89, 90, -1].map((y) => rowAt(y, 30, 3))).toEqual([
    0,
    0,
    1,
    2,
    undefined,
    undefined,
  ]);
});

describe("signals", () => {
  const signals = ["D13 led1", "D2", "BTN1", "D7"].map((name) => ({
    name,
    kind: "pin" as const,
    active: name !== "D7",
  }));
  const active = new Set([0, 1, 2]);
  const none = new Set<number>();

  test("are shown at first if they are in use", () => {
    expect(shownSignals(signals, FIRST_CHOICE, active, none)).toEqual([0, 1, 2]);
    expect(shownSignals(signals, FIRST_CHOICE, new Set([0, 3]), none)).toEqual([0, 3]);
  });

  test("are shown and hidden by name, or because they have no edges", () => {
    const choice = want(want(FIRST_CHOICE, "D2", false), "D7", true);
    expect(shownSignals(signals, choice, active, none)).toEqual([0, 2, 3]);
    const loud = { ...choice, hideSilent: true };
    expect(shownSignals(signals, loud, active, new Set([1, 2]))).toEqual([2]);
    expect(shownSignals(signals, want(choice, "D2", true), active, none)).toEqual([0, 1, 2, 3]);
  });
});

test("a file is named after the firmware, with nothing that a file system refuses", () => {
  expect(fileName("examples/button/button.ts", "vcd")).toBe("button.vcd");
  expect(fileName("C:\\work\\my blink.firmware.ts", "svg")).toBe("my-blink.firmware.svg");
  expect(fileName("../../..", "vcd")).toBe("waveforms.vcd");
  expect(fileName("", "vcd")).toBe("waveforms.vcd");
});
