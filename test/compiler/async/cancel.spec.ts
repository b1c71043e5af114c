import { expect, test } from "vitest";
import { seconds, Simulator } from "../../../simulator/index.ts";
import { compile } from "../../../compiler/compile.ts";
import { projectRoot } from "../../support/parts.ts";

const entry = "test/compiler/async/cancel.firmware.ts";

test.each(["release", "debug"] as const)(
  "a future that is cut off leaves no timer, waiter or permit behind, at any await site (%s)",
  async (mode) => {
    const { wasm, table } = await compile(entry, { root: projectRoot, mode });
    const sim = Simulator.load(wasm, { table });
    sim.runFor(seconds(1));
    expect(sim.logs.map((l) => l.text)).toEqual([`${23 * 14 * 6} checks`]);
    const word = (name: string): number => {
      const { address } = table.memory.statics.find((s) => s.name === name)!;
      return new DataView(sim.memory.buffer).getUint32(address, true);
    };
    expect([word("timer queue"), word("run queue")]).toEqual([0, 0]);
  },
);

test.each(["release", "debug"] as const)(
  "nor at any primitive, ticker, stream or driver that tasks wait for (%s)",
  async (mode) => {
    const more = "test/compiler/async/cancel-sync.firmware.ts";
    const { wasm, table } = await compile(more, { root: projectRoot, mode });
    const sim = Simulator.load(wasm, { table });
    sim.pin(5).drive(0);
    sim.runFor(seconds(1));
    expect(sim.logs.map((l) => l.text)).toEqual([`${29 * 8 * 4} checks`]);
  },
);
