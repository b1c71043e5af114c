import { expect, test } from "vitest";
import { parseScript, playScript, seconds, Simulator } from "../../../simulator/index.ts";
import { firmware } from "../../support/wat.ts";

async function bits(seed: number): Promise<string[]> {
  const start = `(call $log (i32.const 0x110000) (call $random_bits) (call $random_bits) (i64.const 0) (i64.const 0))`;
  const sim = Simulator.load(await firmware({ start }), { seed });
  playScript(sim, parseScript("1s reset"));
  sim.runFor(seconds(2));
  return sim.logs.flatMap(({ text }) => /\((.*), (.*)\)/.exec(text)!.slice(1));
}

test("noise follows from the seed, and a reset does not repeat it", async () => {
  const first = await bits(1);
  expect(new Set(first).size).toBe(4);
  expect(await bits(1)).toEqual(first);
  expect(new Set([...first, ...(await bits(2))]).size).toBe(8);
});
