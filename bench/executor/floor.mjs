// The floor, in WebAssembly by hand: a loop that calls each of `n` functions through a table, and the least
// executor, which takes the number of a task off a ring, calls it, and has it put itself back.
import { readFileSync } from "node:fs";
import wabt from "wabt";
import { BORDER_SECTION, BORDER_VERSION } from "../../dist/border.js";
import { boot } from "./board.mjs";
import { instructions } from "./count.mjs";

const { parseWat } = await wabt();

const textOf = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const bytesOf = (text) => parseWat("floor.wat", text).toBinary({}).buffer;
const assemble = (name) => new WebAssembly.Module(bytesOf(textOf(name)));

const module = assemble("floor.wat");
const nothing = assemble("border.wat");

function floor(what, entry) {
  return (n) => ({
    what,
    instructions: () => countFloor(n, entry),
    boot() {
      const { exports } = new WebAssembly.Instance(module);
      exports.begin(n);
      return exports[entry];
    },
    drive(round, turns) {
      const rounds = Math.ceil(turns / n);
      for (let i = 0; i < rounds; i++) round();
      return rounds * n;
    },
  });
}

/** Instructions a task: it is made a firmware, whose turn is a round. */
function countFloor(n, entry) {
  const text = textOf("floor.wat").replace(
    /\)\s*$/,
    `(func (export "start") (call $begin (i32.const ${n})))
     (func (export "raise") (param i32 i32 i64))
     (func (export "poll") (result i64) (call $${entry}) (i64.const 0)))`,
  );
  const section = [0, 9, 7, ...[...BORDER_SECTION].map((c) => c.charCodeAt(0)), BORDER_VERSION];
  const wasm = Uint8Array.from([...bytesOf(text), ...section]);
  return instructions({ name: entry, perTurn: n }, { wasm });
}

export const calls = floor("bare call_indirect loop", "calls");
export const ring = floor("bare ring executor", "ring");

/** The border alone, driven as a workload is: its calls, and the numbers of 64 bits that cross it. */
export const border = ({ drive }) => ({
  what: "empty firmware",
  boot: () => boot(nothing),
  drive,
});
