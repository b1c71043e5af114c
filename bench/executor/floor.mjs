// The floor, in WebAssembly by hand: a loop that calls each of `n` functions through a table, and the least
// executor, which takes the number of a task off a ring, calls it, and has it put itself back.
import { readFileSync } from "node:fs";
import wabt from "wabt";

const source = readFileSync(new URL("floor.wat", import.meta.url), "utf8");
const { parseWat } = await wabt();
const module = new WebAssembly.Module(parseWat("floor.wat", source).toBinary({}).buffer);

function floor(what, entry) {
  return (n) => ({
    what,
    boot() {
      const { exports } = new WebAssembly.Instance(module);
      exports.start(n);
      return exports[entry];
    },
    drive(round, turns) {
      const rounds = Math.ceil(turns / n);
      for (let i = 0; i < rounds; i++) round();
      return rounds * n;
    },
  });
}

export const calls = floor("bare call_indirect loop", "calls");
export const ring = floor("bare ring executor", "ring");
