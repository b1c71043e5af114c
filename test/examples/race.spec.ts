import { expect, test } from "vitest";
import { millis, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/race/diagram.json");

async function run(): Promise<Simulator> {
  const sim = await simulate("examples/race/race.ts", { board: uno });
  sim.runFor(millis(1300));
  return sim;
}

/** When the LED at a pin went on and off, in milliseconds. */
const edges = (sim: Simulator, pin: number): number[] =>
  sim.pin(pin).edges.flatMap(({ time }) => (time === 0n ? [] : [Number(time) / 1e6]));

test("whoever comes home first has its LED lit, at the instant it comes", async () => {
  const sim = await run();
  expect(edges(sim, 13).slice(0, 4)).toEqual([200, 240, 400, 440]);
  expect(edges(sim, 12).slice(0, 2)).toEqual([300, 340]);
});

test("a dead heat goes to the future that is written first, and the other is next", async () => {
  const sim = await run();
  for (const heat of [600, 1200]) {
    const near = (time: number): boolean => time >= heat && time < heat + 100;
    expect(edges(sim, 13).filter(near)).toEqual([heat, heat + 40]);
    expect(edges(sim, 12).filter(near)).toEqual([heat + 40, heat + 80]);
  }
});

test("the loser loses nothing: every lap of both arrives", async () => {
  const sim = await run();
  const laps = (side: string): string[] =>
    sim.logs.flatMap(({ text }) => (text.startsWith(side) ? [text] : []));
  expect(laps("left")).toEqual([1, 2, 3, 4, 5, 6].map((lap) => `left, lap ${lap}`));
  expect(laps("right")).toEqual([1, 2, 3, 4].map((lap) => `right, lap ${lap}`));
  expect(sim.diagnostics).toEqual([]);
});
