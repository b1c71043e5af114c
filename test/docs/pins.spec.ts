import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("the lamp of docs/pins.md: one click, two clicks, a hold, and a knob", async () => {
  const sim = await simulate("docs/examples/clicks.ts", {
    board: board("examples/button/diagram.json"),
  });
  sim.pin(2).drive(1);
  sim.pin(3).drive(1);
  for (const at of [100, 1000, 1200, 4000]) {
    sim.press("BTN1", { at: millis(at), for: millis(at === 4000 ? 1500 : 80) });
  }
  sim.runUntil(millis(3000));
  for (const [pin, level] of [
    [2, 0],
    [3, 0],
    [2, 1],
    [3, 1],
  ] as const) {
    sim.pin(pin).drive(level);
    sim.runFor(millis(5));
  }
  sim.runUntil(seconds(6));
  const lit = sim.led("led1").changes.filter((c) => c.time > 0n);
  expect(lit.map((c) => [c.time, c.on])).toEqual([
    [millis(480), true],
    [millis(1580), false],
  ]);
  expect(sim.logs.map((line) => [line.time, line.text])).toEqual([
    [seconds(5), "the knob is at 1"],
  ]);
});
