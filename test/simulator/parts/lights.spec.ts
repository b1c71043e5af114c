import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { LedBarGraph, RgbLed } from "../../../simulator/parts/index.ts";
import { bench, uno } from "../../support/board.ts";

const us = (n: number): bigint => BigInt(n) * 1000n;

test.each([
  ["cathode", 1],
  ["anode", 0],
] as const)(
  "an RGB LED with a common %s is as bright as the part of the time it is driven",
  (common, lit) => {
    const board = uno(
      { rgb: ["rgb-led", { common }], r: "resistor" },
      common === "anode" ? "uno:5V r:1" : "uno:GND.1 r:1",
      "r:2 rgb:COM",
      "uno:9 rgb:R",
      "uno:10 rgb:G",
      "uno:11 rgb:B",
    );
    const { circuit, clock, diagnostics, parts, run } = bench(board);
    const rgb = parts.get(RgbLed, "rgb", "RGB LED");
    const dark = lit === 1 ? 0 : 1;
    for (const pin of [9, 10, 11]) {
      circuit.configure(pin, dark === 1 ? PinMode.OutputHigh : PinMode.OutputLow);
    }
    // Red a quarter of each millisecond, green all the time, blue never.
    circuit.write(10, lit);
    const cycle = (): void => {
      circuit.write(9, lit);
      clock.at(clock.now + us(250), () => circuit.write(9, dark));
      clock.at(clock.now + us(1000), cycle);
    };
    clock.at(0n, cycle);
    run(us(100_000));
    expect(rgb.color()).toEqual([64, 255, 0]);
    expect(rgb.red.duty(us(1000))).toBe(0.25);
    expect(rgb.red.changes.slice(0, 2)).toEqual([
      { time: 0n, on: true },
      { time: us(250), on: false },
    ]);
    expect(diagnostics).toEqual([]);
  },
);

test("before it has run for the whole window, only what was counts", () => {
  const board = uno(
    { rgb: ["rgb-led", { common: "cathode" }] },
    "uno:GND.1 rgb:COM",
    "uno:9 rgb:R",
  );
  const { circuit, parts, run } = bench(board);
  const { red } = parts.get(RgbLed, "rgb", "RGB LED");
  expect(red.duty()).toBe(0);
  circuit.drive(9, 1);
  expect(red.duty()).toBe(1);
  run(us(3000));
  circuit.drive(9, 0);
  run(us(4000));
  expect(red.duty()).toBe(0.75);
  expect(red.duty(us(2000))).toBe(0.5);
  run(us(30_000));
  expect(red.duty()).toBe(0);
});

test("each light of a bar is on by itself", () => {
  const board = uno(
    { bar: "led-bar-graph" },
    "uno:2 bar:A1",
    "uno:3 bar:A10",
    "uno:GND.1 bar:C1",
    "uno:GND.2 bar:C10",
  );
  const { circuit, diagnostics, parts } = bench(board);
  const bar = parts.get(LedBarGraph, "bar", "bar of LEDs");
  circuit.drive(3, 1);
  expect(bar.values.map(Number).join("")).toBe("0000000001");
  circuit.drive(2, 1);
  expect(bar.values.map(Number).join("")).toBe("1000000001");
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "bar is lit with no resistor in its loop",
  ]);
});
