import { describe, expect, test } from "vitest";
import { days, millis, minutes, seconds } from "../../simulator/index.ts";
import { simulate } from "../support/firmware.ts";

const MICRO = 1_000n;

/** Where clocks of systems like this one have wrapped, in nanoseconds. */
const boundaries = {
  "2^31 us (35 min)": 2n ** 31n * MICRO,
  "2^32 us (71 min)": 2n ** 32n * MICRO,
  "2^32 ms (49.7 days)": 2n ** 32n * 1_000n * MICRO,
  "2^53 ns (104 days)": 2n ** 53n,
  "2^63 ns (292 years)": 2n ** 63n,
  "2^53 us (285 years)": 2n ** 53n * MICRO,
};

describe.each(Object.entries(boundaries))("a blinker that crosses %s", (_name, boundary) => {
  // A whole millisecond some seconds before, so that the grid is easy to tell.
  const start = ((boundary - seconds(5)) / millis(1)) * millis(1);

  test("has every edge at its time", async () => {
    const sim = await simulate("bench/firmware/two-leds.ts", { startTime: start });
    sim.runFor(seconds(10));
    for (const [pin, period] of [
      [13, millis(500)],
      [12, millis(300)],
    ] as const) {
      const times = sim.pin(pin).edges.map((e) => e.time - start);
      const expected = Array.from(
        { length: Number(seconds(10) / period) },
        (_, k) => BigInt(k + 1) * period,
      );
      expect(times.filter((t) => t > 0n)).toEqual(expected);
    }
    expect(sim.now).toBe(start + seconds(10));
    expect(sim.now > boundary).toBe(true);
  });
});

test("a slow blinker runs 105 days from reset without a late or missing edge", async () => {
  const sim = await simulate("test/system/slow.firmware.ts");
  sim.runFor(days(105));
  const edges = sim.pin(13).edges.filter((e) => e.time > 0n);
  const expected = Number(days(105) / minutes(1));
  expect(edges.length).toBe(expected);
  const late = edges.filter((e, k) => e.time !== BigInt(k + 1) * minutes(1));
  expect(late).toEqual([]);
});

test("a sleep of 200 years, longer than any tick counter, ends on time", async () => {
  const sim = await simulate("test/system/long-sleep.firmware.ts");
  sim.runFor(days(200 * 365 + 1));
  const rises = sim.pin(13).edges.filter((e) => e.level === 1);
  expect(rises.map((e) => e.time)).toEqual([days(200 * 365)]);
});
