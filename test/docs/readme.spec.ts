import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { millis, seconds, Simulator } from "../../simulator/index.ts";

test("the first LED blinks twice a second", async () => {
  const { wasm, table } = await compile("examples/blink/blink.ts");
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(2));
  const times = sim.pin(13).edges.map((edge) => edge.time);
  expect(times).toEqual([0n, millis(500), millis(1000), millis(1500), millis(2000)]);
});
