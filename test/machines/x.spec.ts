import { test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { seconds, Simulator } from "../../simulator/index.ts";
import { cortexM3 as m } from "./hosts/cortex-m3.ts";
test("x", async () => {
  console.log(m.missing());
  const { wasm, table } = await compile(`examples/blink/blink.ts`);
  const t0 = Date.now();
  const r = await m.run({ name: "blink", wasm, memoryBytes: table.memory.heapBase, stimuli: [], until: 3_000_000 });
  const sim = Simulator.load(wasm, { table });
  sim.runFor(seconds(3));
  console.log(Date.now() - t0, r);
  for (const pin of [12, 13]) console.log(sim.pin(pin).edges.map((e) => [e.time, e.level]).join(" "));
}, 40000);
