import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { millis, seconds, Simulator } from "../../simulator/index.ts";

test("the first LED lights up once a second", async () => {
  const { wasm, table } = await compile("examples/blink/blink.ts");
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(2));
  const lit = sim.pin(13).edges.filter((edge) => edge.level === 1);
  expect(lit.map((edge) => edge.time)).toEqual([0n, millis(1000), millis(2000)]);
});
