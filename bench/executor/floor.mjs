// The floor, in WebAssembly by hand: a loop that calls each of `n` functions through a table, and the least
// executor, which takes the number of a task off a ring, calls it, and has it put itself back.
import { readFileSync } from "node:fs";
import wabt from "wabt";
import { boot } from "./board.mjs";

const { parseWat } = await wabt();

function assemble(name) {
  const source = readFileSync(new URL(name, import.meta.url), "utf8");
  return new WebAssembly.Module(parseWat(name, source).toBinary({}).buffer);
}

const module = assemble("floor.wat");
const nothing = assemble("border.wat");

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

/** The border alone, driven as a workload is: its calls, and the numbers of 64 bits that cross it. */
export const border = ({ drive }) => ({
  what: "empty firmware",
  boot: () => boot(nothing),
  drive,
});
