import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("each line comes back, two of them switch the LED, and the count comes between them", async () => {
  const sim = await simulate("examples/serial/serial.ts", {
    board: board("examples/serial/diagram.json"),
  });
  sim.uart().send("on\n", { at: millis(100) });
  sim.uart().send("hello, here is a line that is longer than 32 bytes\n", { at: millis(1_950) });
  sim.uart().send("off\n", { at: millis(2_500) });
  sim.runFor(seconds(3));
  expect(sim.uart().lines.map(({ text }) => text)).toEqual([
    "ready",
    "> on",
    "lines: 1",
    "> hello, here is a line that is lo...",
    "> off",
  ]);
  // The middle of the line feed's stop bit, and at most the microsecond that the firmware's clock counts.
  const heard = (at: bigint, bytes: number): bigint => {
    const exact = at + BigInt(Math.round((bytes * 10 - 0.5) * (1e9 / 9600)));
    return ((exact + 999n) / 1000n) * 1000n;
  };
  expect(sim.led("led1").changes.map(({ time, on }) => ({ time, on }))).toEqual([
    { time: heard(millis(100), 3), on: true },
    { time: heard(millis(2_500), 4), on: false },
  ]);
  expect(sim.diagnostics).toEqual([]);
  expect(sim.logs).toEqual([]);
});
