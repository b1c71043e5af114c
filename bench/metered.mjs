// What it costs to count instructions: the two-LED blink on the simulator, with and without a metered
// processor, and a loop that does nothing but compute. Prints a table, and writes it to out/bench/metered.md
// and metered.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { hours, seconds, Simulator } from "../dist/simulator.js";
import { median } from "./host.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 9;
const HZ = 16_000_000;

/** What fills a poll with computing: some 20 instructions a turn of the loop, without a call of the host. */
const compute = `import { log, millis, sleep, spawn } from "wakeful";
@task
async function work(): Promise<void> {
  while (true) {
    let sum: u32 = 1;
    for (let i: u32 = 0; i < 10000; i++) sum = (sum * 31 + i) ^ (sum >> 7);
    await sleep(millis(100));
    if (sum == 0) log("never");
  }
}
export function main(): void {
  spawn(work());
}
`;

/** Microseconds on the wall a poll. A poll that takes time makes fewer of them fit into `span`. */
function wall({ wasm, table }, cpu, span) {
  const sim = Simulator.load(wasm, { table, cpu, record: false });
  const start = performance.now();
  sim.runFor(span);
  return ((performance.now() - start) * 1000) / sim.summary().polls;
}

/** @param scale how much of the whole is run, from 0 to 1. */
export async function measure(scale = 1) {
  const blink = await compile("examples/blink/blink.ts", { root });
  const loop = await compile("work.ts", { root, virtual: { "work.ts": compute } });
  const rows = [];
  for (const [what, firmware, span] of [
    ["two-LED blink", blink, BigInt(Math.ceil(Number(hours(12)) * scale))],
    ["a loop that computes", loop, BigInt(Math.ceil(Number(seconds(120)) * scale))],
  ]) {
    const plain = [];
    const metered = [];
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      plain.push(wall(firmware, undefined, span));
      metered.push(wall(firmware, { hz: HZ }, span));
    }
    const [ours, counted] = [median(plain), median(metered)];
    rows.push({ what, plain: ours, metered: counted, ratio: counted / ours });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure();
  const lines = [
    "| run on the simulator | code takes no time, µs a poll | metered, µs a poll | ratio |",
    "|---|---:|---:|---:|",
    ...rows.map(
      (r) =>
        `| ${r.what} | ${r.plain.toFixed(2)} | ${r.metered.toFixed(2)} | ${r.ratio.toFixed(2)} |`,
    ),
  ];
  console.log(lines.join("\n"));
  mkdirSync("out/bench", { recursive: true });
  writeFileSync("out/bench/metered.md", `${lines.join("\n")}\n`);
  writeFileSync("out/bench/metered.json", `${JSON.stringify(rows, null, 2)}\n`);
}
