import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { simulate } from "../support/firmware.ts";

/** Edges of a pin that toggles at each multiple of `period` from time 0, up to `end`. */
function grid(period: bigint, end: bigint): { time: bigint; level: number }[] {
  const edges = [];
  for (let k = 1n; k * period <= end; k++) edges.push({ time: k * period, level: Number(k % 2n) });
  return edges;
}

test("two LEDs blink at exactly k * 500 ms and k * 300 ms for a minute", async () => {
  const sim = await simulate("bench/firmware/two-leds.ts");
  sim.runFor(seconds(60));
  const edges = (pin: number): unknown => sim.pin(pin).edges.filter((e) => e.time > 0n);
  expect(edges(13)).toEqual(grid(millis(500), seconds(60)));
  expect(edges(12)).toEqual(grid(millis(300), seconds(60)));
  expect(sim.diagnostics).toEqual([]);
});

test("levels are low from reset on, before the first edge", async () => {
  const sim = await simulate("bench/firmware/two-leds.ts");
  sim.runFor(0n);
  expect([sim.pin(13).level, sim.pin(12).level]).toEqual([0, 0]);
});
