import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/sensors/diagram.json");

async function run(): Promise<Simulator> {
  const sim = await simulate("examples/sensors/sensors.ts", { board: uno });
  sim.press("door", { at: millis(900), for: millis(1000) });
  sim.runFor(seconds(2));
  return sim;
}

/** Each time an LED is on, as [from, to] in milliseconds. */
function lit(sim: Simulator, id: string): number[][] {
  const times = sim.led(id).changes.map(({ time }) => Number(time) / 1e6);
  const spans: number[][] = [];
  for (let i = 0; i + 1 < times.length; i += 2) spans.push(times.slice(i, i + 2));
  return spans;
}

test("joined, three sensors take as long as the slowest: 80 ms", async () => {
  const sim = await run();
  expect(lit(sim, "together")).toEqual([
    [500, 580],
    [1000, 1080],
    [1500, 1580],
  ]);
});

test("one after the other they take as long as all three: 160 ms", async () => {
  const sim = await run();
  expect(lit(sim, "inTurn")).toEqual([
    [500, 660],
    [1000, 1160],
    [1500, 1660],
  ]);
});

test("both ways get the value of every sensor", async () => {
  const sim = await run();
  expect(sim.logs.map(({ time, text }) => `${time / millis(1)}: ${text}`)).toEqual([
    "580: together: shut 0, 200 tenths C, 60 %",
    "660: in turn: shut 0, 201 tenths C, 59 %",
    "1080: together: shut 1, 202 tenths C, 58 %",
    "1160: in turn: shut 1, 203 tenths C, 57 %",
    "1580: together: shut 1, 204 tenths C, 56 %",
    "1660: in turn: shut 1, 205 tenths C, 55 %",
  ]);
  expect(sim.diagnostics).toEqual([]);
});
