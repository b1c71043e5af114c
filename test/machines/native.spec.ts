import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { seconds, Simulator } from "../../simulator/index.ts";
import { native } from "./hosts/native.ts";

test("the blink has the same edges as C that it has in V8", async () => {
  const { wasm, table } = await compile("examples/blink/blink.ts");
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(3));
  const { edges } = await native.run({
    name: "blink",
    wasm,
    memoryBytes: table.memory.heapBase,
    stimuli: [],
    until: 3_000_000,
  });
  for (const pin of [12, 13]) {
    expect(
      edges.filter((edge) => edge.pin === pin).map(({ time, level }) => ({ time, level })),
    ).toEqual(sim.pin(pin).edges.map(({ time, level }) => ({ time, level })));
  }
});
