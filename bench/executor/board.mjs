// The least host that a module runs on, with the time in a variable, and what it takes to drive a workload on it.
import { compile } from "../../dist/compiler.js";
import { counted, plain } from "./workloads.mjs";

/** @param {WebAssembly.Module} module */
export function boot(module) {
  const board = { now: 0n, writes: 0, exports: undefined };
  const known = {
    now: () => board.now,
    gpio_write: () => void board.writes++,
    panic: (code) => {
      throw new Error(`panic ${code}`);
    },
  };
  const hal = {};
  for (const { name } of WebAssembly.Module.imports(module)) hal[name] = known[name] ?? (() => 0);
  board.exports = new WebAssembly.Instance(module, { hal }).exports;
  board.exports.start();
  return board;
}

const TURNS = 10_000;

/**
 * Compiles a workload.
 * @param {(text: string) => Promise<{ wasm: Uint8Array, table: object }>} build
 * @returns the module, and how to drive it: `drive(board, turns)` gives how many operations it did.
 */
export async function prepare(workload, root) {
  const { memoryLimit } = workload;
  const build = (text) => compile("bench.ts", { root, virtual: { "bench.ts": text }, memoryLimit });
  const firmware = await build(plain(workload));
  const telling = counted(workload);
  // Of those whose operations are known, one turn of `drive` with this many gives the ratio.
  let perTurn = workload.perTurn ?? 1;
  if (telling !== undefined) {
    const board = boot(new WebAssembly.Module((await build(telling)).wasm));
    workload.drive(board, TURNS);
    const before = board.writes;
    workload.drive(board, TURNS);
    perTurn = (board.writes - before) / TURNS;
  }
  return {
    ...firmware,
    perTurn,
    drive(board, turns) {
      const told = workload.drive(board, turns);
      return told ?? turns * perTurn;
    },
  };
}
