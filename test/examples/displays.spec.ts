import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/displays/diagram.json");

/** When a display draws: it is lit at `first`, `first + each` and so on, for `drawing`; all in ms. */
function draws(first: number, each: number, drawing: number, end: number): [bigint, boolean][] {
  const edges: [bigint, boolean][] = [];
  for (let at = first; at <= end; at += each) {
    edges.push([millis(at), true]);
    if (at + drawing <= end) edges.push([millis(at + drawing), false]);
  }
  return edges;
}

test("the slow display holds up neither the sensor nor the other displays", async () => {
  const sim = await simulate("examples/displays/displays.ts", { board: uno });
  sim.runFor(seconds(10));
  const seen = (id: string): [bigint, boolean][] =>
    sim.led(id).changes.map(({ time, on }) => [time, on]);
  expect(seen("fast")).toEqual(draws(50, 50, 5, 10_000));
  expect(seen("medium")).toEqual(draws(50, 50, 40, 10_000));
  expect(seen("slow")).toEqual(draws(50, 405, 400, 10_000));
  expect(sim.diagnostics).toEqual([]);
});

test("a display that is behind is told how many it missed, and goes on with the oldest of the last four", async () => {
  const sim = await simulate("examples/displays/displays.ts", { board: uno });
  sim.runFor(seconds(10));
  expect(sim.logs.slice(0, 3).map(({ time, text }) => [time, text])).toEqual([
    [millis(455), "display 11 missed 4, shows 6"],
    [millis(860), "display 11 missed 7, shows 14"],
    [millis(1265), "display 11 missed 7, shows 22"],
  ]);
  let last = 1;
  for (const { time, text } of sim.logs) {
    const [, pin, missed, shows] = /display (\d+) missed (\d+), shows (\d+)/
      .exec(text)!
      .map(Number);
    const published = Number(time / millis(50));
    expect([pin, missed, shows]).toEqual([11, published - 4 - last, published - 3]);
    last = shows!;
  }
});
