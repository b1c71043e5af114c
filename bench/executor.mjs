// How fast the executor is: what each thing that a firmware does takes, beside the floor in hand-written WebAssembly
// and beside JavaScript, in turns in one run; and in instructions, which no noise moves. Prints a table, and writes
// it to out/bench/executor.md and executor.json.
import "./executor/optimised.mjs";
import { fileURLToPath } from "node:url";
import { boot, prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { border, calls, ring } from "./executor/floor.mjs";
import {
  asyncYields,
  generatorYields,
  heapTimers,
  promisePingPong,
} from "./executor/javascript.mjs";
import { interleaved } from "./executor/rounds.mjs";
import { table } from "./executor/table.mjs";
import { interrupts, timers, workloads, yields } from "./executor/workloads.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Many short ones: a short one is seldom cut by what else the machine does. */
const ROUNDS = 21;

/** What each is held against, by its name. */
const peers = new Map([
  ...[1, 10, 100, 1000].map((n) => [
    `yield-${n}`,
    [
      ring(n),
      calls(n),
      asyncYields(n),
      generatorYields(n),
      // With one task there is a call of the host for each yield.
      ...(n === 1 ? [border(yields(n))] : []),
    ],
  ]),
  ["ping-pong", [promisePingPong]],
  // What an interrupt is told as a multiple of.
  ["interrupt", [ring(10), border(interrupts)]],
  ...[10, 100, 1000, 10_000].map((n) => [`timer-${n}`, [heapTimers(n), border(timers(n))]]),
]);

/** @param turns of each workload a round. */
export async function measure(turns) {
  const rows = [];
  for (const workload of workloads) {
    const prepared = await prepare(workload, root);
    const module = new WebAssembly.Module(prepared.wasm);
    const ours = { what: "ours", boot: () => boot(module), drive: prepared.drive };
    const all = [ours, ...(peers.get(workload.name) ?? [])];
    const [mine, ...others] = await interleaved(
      all.map((each) => ({ ...each, turns })),
      ROUNDS,
    );
    const counted = { name: workload.name, perTurn: prepared.perTurn };
    rows.push({
      name: workload.name,
      what: workload.what,
      instructions: instructions(counted, prepared),
      ns: mine.ns,
      spread: mine.spread,
      wasmBytes: prepared.wasm.length,
      ramBytes: prepared.table.memory.heapBase,
      peers: others.map((other, i) => ({ ...other, instructions: all[i + 1].instructions?.() })),
    });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure(50_000);
  publish("executor", table(rows), rows);
}
