/** A finger comes, and goes some time later. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { millis, parseDiagram, Simulator } from "wakeful";
import { compile } from "wakeful/compiler";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const board = parseDiagram(readFileSync(path("diagram.json"), "utf8"));

export async function scenarioOf(firmware) {
  const { wasm, table } = await compile(path(firmware));
  return {
    load: (given) => Simulator.load(wasm, { table, board, ...given }),
    may: [
      { what: "drive 2 low", between: [millis(10), millis(50)], times: [1, 1] },
      { what: "release 2", between: [millis(100), millis(900)], times: [1, 1] },
    ],
    // Buttons that bounce would want many; here nothing is drawn from it.
    seeds: 1,
    until: millis(1000),
    check(sim) {
      if (sim.logs.length === 0) return "a press was over, and was never told";
    },
  };
}

export const scenario = await scenarioOf("edge-timeout.ts");
