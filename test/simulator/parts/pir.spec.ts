import { expect, test } from "vitest";
import { bench, uno } from "../../support/board.ts";

const wires = ["uno:5V pir:VCC", "uno:GND.1 pir:GND", "uno:2 pir:OUT"];
const seconds = (n: number): bigint => BigInt(Math.round(n * 1e9));

/** Motion begins and ends in turns at these seconds; the edges of OUT, in seconds. */
function edges(
  motion: readonly number[],
  attrs: Record<string, string> = {},
  used = wires,
): number[] {
  const { circuit, clock, parts, run } = bench(uno({ pir: ["pir-motion-sensor", attrs] }, ...used));
  const found: number[] = [];
  circuit.onLevel((pin, level) => {
    if (pin === 2 && level !== "z") found.push(Number(clock.now) / 1e9);
  });
  motion.forEach((at, i) => parts.set("pir", "motion", i % 2 === 0, seconds(at)));
  run(seconds(60));
  return found;
}

// HC-SR501: the delay counts from the last motion (jumper H), or from the first (jumper L).
test("OUT goes high at once, and low a delay after the motion", () => {
  expect(edges([1, 1.5])).toEqual([1, 6.5]);
  expect(edges([1, 1.5], { delayTime: "0.5" })).toEqual([1, 2]);
});

test("motion within the delay prolongs it, also if it goes on; the very end does not", () => {
  expect(edges([1, 1.5, 6.499, 9])).toEqual([1, 14]);
  expect(edges([1, 1.5, 6.501, 6.502, 8, 8.1])).toEqual([1, 6.5, 8, 13.1]);
});

test("it is blind for a while after OUT went low, and sees motion that still goes on then", () => {
  expect(edges([1, 1.5, 6.6, 7.6])).toEqual([1, 6.5]);
  expect(edges([1, 1.5, 6.6, 7.8])).toEqual([1, 6.5, 7.7, 12.8]);
  expect(edges([1, 1.5, 7.71, 7.8])).toEqual([1, 6.5, 7.71, 12.8]);
});

test("without retriggering the delay counts from the first motion", () => {
  expect(edges([1, 1.5, 4, 5], { retrigger: "0" })).toEqual([1, 6]);
  expect(edges([1, 20], { retrigger: "0" })).toEqual([1, 6, 7.2, 12.2, 13.4, 18.4, 19.6, 24.6]);
});

test("without power it drives nothing", () => {
  expect(edges([1, 1.5], {}, wires.slice(1))).toEqual([]);
});
