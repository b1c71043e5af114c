import { expect, test } from "vitest";
import { days, hours, millis } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("idle costs nothing: over a day, each wake-up is one poll, and each edge one wake-up", async () => {
  const sim = await simulate("bench/firmware/two-leds.ts", { record: false });
  sim.runFor(days(1));
  const { polls, wakes } = sim.summary();
  expect(polls).toBe(wakes.total);
  // Multiples of 500 ms and of 300 ms in a day; each 1.5 s they share one.
  const instants = 172_800 + 288_000 - 57_600;
  expect(wakes).toEqual({ reset: 1, timer: instants, interrupt: 0, total: instants + 1 });
});

test("a firmware that waits for a button is not polled at all", async () => {
  const sim = await simulate("examples/button/button.ts", {
    board: board("examples/button/diagram.json"),
    record: false,
  });
  sim.press("BTN1", { at: hours(1), for: millis(100) });
  sim.runFor(days(1));
  const { polls, wakes } = sim.summary();
  expect(polls).toBe(wakes.total);
  expect(wakes.interrupt).toBeGreaterThanOrEqual(2);
});
