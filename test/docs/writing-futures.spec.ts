import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("the lamp of docs/writing-futures.md goes out two seconds after the last press", async () => {
  const sim = await simulate("docs/examples/lamp.ts", {
    board: board("examples/button/diagram.json"),
  });
  sim.press("BTN1", { at: seconds(1), for: millis(200) });
  sim.press("BTN1", { at: millis(2500), for: millis(200) });
  sim.runFor(seconds(10));
  const lamp = sim.led("led3").changes;
  expect(lamp.map((c) => c.on)).toEqual([true, false]);
  expect(lamp[0]!.time).toBe(seconds(1));
  // Two seconds after the last falling edge, which a bounce at release may be.
  const falls = sim.pin(4).edges.filter((e) => e.level === 0);
  expect(lamp[1]!.time - falls.at(-1)!.time).toBeGreaterThanOrEqual(seconds(2));
  expect(lamp[1]!.time - falls.at(-1)!.time).toBeLessThan(seconds(2) + 1000n);
});

test("the countdown of docs/writing-futures.md", async () => {
  const sim = await simulate("docs/examples/countdown.ts");
  sim.runFor(seconds(4));
  expect(sim.logs.map((line) => line.text)).toEqual(["3", "2", "1", "lift-off"]);
});
