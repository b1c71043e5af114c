import { expect, test } from "vitest";
import { millis, seconds, toVcd } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/blink/diagram.json");

test("two LEDs blink, each in its own time, from the first instant on", async () => {
  const sim = await simulate("examples/blink/blink.ts", { board: uno });
  sim.runFor(seconds(2));
  const on = (id: string): bigint[] =>
    sim
      .led(id)
      .changes.filter((c) => c.on)
      .map((c) => c.time);
  expect(on("led1")).toEqual([0n, millis(1000), millis(2000)]);
  expect(on("led2")).toEqual([0n, millis(600), millis(1200), millis(1800)]);
  expect(sim.diagnostics).toEqual([]);
});

test("the trace is the golden one, byte for byte", async () => {
  const sim = await simulate("examples/blink/blink.ts", { board: uno, seed: 1 });
  sim.runFor(seconds(2));
  await expect(toVcd(sim.trace, { end: sim.now })).toMatchFileSnapshot("golden/blink.vcd");
});
