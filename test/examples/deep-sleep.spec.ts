import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/deep-sleep/diagram.json");

test("it wakes each minute, flashes for 100 ms, and sleeps again", async () => {
  const sim = await simulate("examples/deep-sleep/deep-sleep.ts", { board: uno });
  sim.runFor(seconds(150));
  // It is awake for 120 ms each time.
  const starts = [0, 1, 2].map((n) => seconds(60.12 * n));
  expect(sim.led("led").changes).toEqual(
    starts.flatMap((time) => [
      { time, on: true },
      { time: time + millis(100), on: false },
    ]),
  );
  expect(sim.logs.at(-1)!.text).toBe("2 minutes, 0 presses");
  expect(sim.diagnostics).toEqual([]);
  expect(sim.peripheral("power").isOff).toBe(true);
});

test("the button wakes it once, however it bounces", async () => {
  const sim = await simulate("examples/deep-sleep/deep-sleep.ts", { board: uno });
  sim.press("BTN1", { at: seconds(20), for: millis(300) });
  sim.runFor(seconds(70));
  expect(sim.logs.map(({ text }) => text)).toEqual([
    "0 minutes, 0 presses",
    "0 minutes, 1 presses",
  ]);
  expect(sim.logs[1]!.time).toBe(seconds(20));
  expect(sim.diagnostics).toEqual([]);
});
