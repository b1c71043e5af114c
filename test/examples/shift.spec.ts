import { beforeAll, expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/shift/diagram.json");

let sim: Simulator;
beforeAll(async () => {
  sim = await simulate("examples/shift/shift.ts", { board: uno });
  sim.runFor(seconds(3));
});

/** When a LED goes on, in milliseconds. */
const lit = (id: string): number[] =>
  sim
    .led(id)
    .changes.filter(({ on }) => on)
    .map(({ time }) => Math.round(Number(time) / 1e6));

test("a light runs to and fro", () => {
  // Each step is 100 ms and the 9 us of a transfer, so they add up to less than a millisecond here.
  expect([0, 1, 6, 7].map((i) => lit(`led${i}`))).toEqual([
    [0, 1400, 2800],
    [100, 1300, 1500, 2700, 2900],
    [600, 800, 2000, 2200],
    [700, 2100],
  ]);
});

test("all LEDs change at one instant, 20 ns behind the latch", () => {
  const latches = sim.pin(10).edges.filter(({ level, time }) => level === 1 && time > 0n);
  const changes = sim.parts.leds
    .filter(({ id }) => id !== "other")
    .flatMap(({ changes }) => changes.map(({ time }) => time));
  const times = [...new Set(changes)].sort((a, b) => (a < b ? -1 : 1));
  expect(times).toEqual(latches.map(({ time }) => time + 20n));
});

test("the other task blinks as if it were alone", () => {
  const other = sim.led("other").changes.map(({ time }) => time);
  expect(other.slice(0, 4)).toEqual([0n, millis(250), millis(500), millis(750)]);
  expect(sim.diagnostics).toEqual([]);
});
