// How fast the executor is: what each thing that a firmware does takes, beside the floor in hand-written WebAssembly
// and beside JavaScript, in turns in one run; and in instructions, which no noise moves. Prints a table, and writes
// it to out/bench/executor.md and executor.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { boot, prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { calls, ring } from "./executor/floor.mjs";
import {
  asyncYields,
  generatorYields,
  heapTimers,
  promisePingPong,
} from "./executor/javascript.mjs";
import { workloads } from "./executor/workloads.mjs";
import { median } from "./host.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 7;

/** What each is held against, by its name. */
const peers = new Map([
  ...[1, 10, 100, 1000].map((n) => [
    `yield-${n}`,
    [ring(n), calls(n), asyncYields(n), generatorYields(n)],
  ]),
  ["ping-pong", [promisePingPong]],
  ...[10, 100, 1000, 10_000].map((n) => [`timer-${n}`, [heapTimers(n)]]),
]);

/** Nanoseconds an operation. */
async function time({ boot, drive }, turns) {
  const instance = boot();
  await drive(instance, Math.ceil(turns / 5));
  const start = performance.now();
  const done = await drive(instance, turns);
  return ((performance.now() - start) * 1e6) / done;
}

/** @param turns of each workload a round. */
export async function measure(turns) {
  const rows = [];
  for (const workload of workloads) {
    const prepared = await prepare(workload, root);
    const module = new WebAssembly.Module(prepared.wasm);
    const ours = { what: "ours", boot: () => boot(module), drive: prepared.drive };
    const all = [ours, ...(peers.get(workload.name) ?? [])];
    const runs = all.map(() => []);
    // In turns, so that what else the machine does falls on all.
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, each] of all.entries()) runs[i].push(await time(each, turns));
    }
    const counted = { name: workload.name, perTurn: prepared.perTurn };
    rows.push({
      name: workload.name,
      what: workload.what,
      instructions: instructions(counted, prepared),
      ns: median(runs[0]),
      spread: spread(runs[0]),
      wasmBytes: prepared.wasm.length,
      ramBytes: prepared.table.memory.heapBase,
      peers: all.slice(1).map(({ what }, i) => ({
        what,
        ns: median(runs[i + 1]),
        spread: spread(runs[i + 1]),
        // Of each round by itself: what slows the machine slows both.
        ratio: median(runs[0].map((ns, round) => ns / runs[i + 1][round])),
      })),
    });
  }
  return rows;
}

/** From the least to the most, as a share of the median. */
function spread(runs) {
  return (Math.max(...runs) - Math.min(...runs)) / median(runs);
}

export function table(rows) {
  const beside = ({ peers }) =>
    peers.map(({ what, ratio }) => `${ratio.toFixed(2)} × ${what}`).join(", ") || "–";
  return [
    "| operation | instructions | ns in V8 | spread | ours / peer |",
    "|---|---:|---:|---:|---|",
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.instructions.toFixed(1)} | ${row.ns.toFixed(1)} | ${Math.round(row.spread * 100)} % | ${beside(row)} |`,
    ),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure(200_000);
  console.log(`\n${table(rows)}\n`);
  mkdirSync("out/bench", { recursive: true });
  writeFileSync("out/bench/executor.md", `${table(rows)}\n`);
  writeFileSync("out/bench/executor.json", `${JSON.stringify(rows, null, 2)}\n`);
}
