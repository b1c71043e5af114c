/** Up to three people come through each door within a second, whenever they like. */
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
      { what: "press EAST 20ms", between: [millis(10), millis(1000)], times: [0, 3] },
      { what: "press WEST 20ms", between: [millis(10), millis(1000)], times: [0, 3] },
    ],
    // Buttons that bounce would want many; here nothing is drawn from it.
    seeds: 1,
    until: millis(1100),
    // The edges of the pins tell how many there were.
    record: true,
    check(sim) {
      const came = [2, 3].flatMap((pin) => sim.pin(pin).edges.filter(({ level }) => level === 0));
      const counted = Number.parseInt(sim.logs.at(-1)?.text ?? "0");
      if (counted !== came.length) return `${came.length} came in, ${counted} counted`;
    },
  };
}

export const scenario = await scenarioOf("lost-update.ts");
