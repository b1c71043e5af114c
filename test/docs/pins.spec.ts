import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

/** Turns the knob at pins 2 and 3 by one detent, clockwise. The other way, pin 3 leads. */
function turn(sim: Simulator): void {
  for (const level of [0, 1] as const) {
    sim.pin(2).drive(level);
    sim.runFor(millis(5));
    sim.pin(3).drive(level);
    sim.runFor(millis(5));
  }
}

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
  turn(sim);
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

test("a table of pins, and a press that came before is forgotten", async () => {
  const sim = await simulate("docs/examples/pins.ts", {
    board: board("examples/button/diagram.json"),
  });
  for (const at of [100, 400, 1000]) sim.press("BTN1", { at: millis(at), for: millis(50) });
  sim.runUntil(seconds(2));
  const lit = ["led1", "led2", "led3"].map((id) =>
    sim
      .led(id)
      .changes.filter((change) => change.on)
      .map((change) => change.time),
  );
  expect(lit).toEqual([
    [millis(100), millis(1000)],
    [millis(300), millis(1200)],
    [millis(500), millis(1400)],
  ]);
});
