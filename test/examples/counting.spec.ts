import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/counting/diagram.json");
const digits = { eights: 13, fours: 12, twos: 11, ones: 10 };

test("each LED changes half as often as the one for the next lower digit", async () => {
  const sim = await simulate("examples/counting/counting.ts", { board: uno });
  sim.runFor(seconds(5));
  const edges = (pin: number): number[] =>
    sim
      .pin(pin)
      .edges.filter(({ time }) => time > 0n)
      .map(({ time }) => Number(time / millis(1)));
  const every = (step: number): number[] =>
    Array.from({ length: Math.floor(5000 / step) }, (_, i) => (i + 1) * step);
  expect(edges(digits.ones)).toEqual(every(250));
  expect(edges(digits.twos)).toEqual(every(500));
  expect(edges(digits.fours)).toEqual(every(1000));
  expect(edges(digits.eights)).toEqual(every(2000));
  expect(sim.diagnostics).toEqual([]);
});

test("the LEDs together show 0 to 15, and then 0 again: the count outlives every wait", async () => {
  const sim = await simulate("examples/counting/counting.ts", { board: uno });
  const shown: number[] = [];
  for (let i = 0; i < 18; i++) {
    sim.runFor(i === 0 ? millis(1) : millis(250));
    const on = (id: string): number => (sim.led(id).on ? 1 : 0);
    shown.push(on("eights") * 8 + on("fours") * 4 + on("twos") * 2 + on("ones"));
  }
  expect(shown).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1]);
});
