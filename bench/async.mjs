// What async costs: the two-LED blink as async functions, beside the same one written by hand.
// Prints a table, and writes it to out/bench/async.md and async.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { median, start } from "./host.mjs";

const ROUNDS = 15;

/**
 * @param {number} polls a round.
 * @returns rows of the table: async, by hand, and their ratio.
 */
export async function measure(polls) {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const lowered = await compile("examples/blink/blink.ts", { root });
  const byHand = await compile("bench/firmware/two-leds.ts", { root });
  const time = ({ wasm }) => {
    const firmware = start(wasm);
    firmware.run(polls / 10);
    const from = performance.now();
    firmware.run(polls);
    return ((performance.now() - from) * 1e6) / polls;
  };
  const times = { lowered: [], byHand: [] };
  // In turn, so that what slows the machine down slows both.
  for (let round = 0; round < ROUNDS; round++) {
    times.lowered.push(time(lowered));
    times.byHand.push(time(byHand));
  }
  const ratios = times.lowered.map((t, i) => t / times.byHand[i]);
  return [
    row("wasm bytes", lowered.wasm.length, byHand.wasm.length),
    row("static RAM, bytes", lowered.table.memory.heapBase, byHand.table.memory.heapBase),
    row("task, bytes", lowered.table.tasks[0].slotBytes, byHand.table.tasks[0].slotBytes),
    {
      what: "ns a poll (V8)",
      async: median(times.lowered),
      byHand: median(times.byHand),
      ratio: median(ratios),
    },
  ];
}

function row(what, lowered, byHand) {
  return { what, async: lowered, byHand, ratio: lowered / byHand };
}

export function table(rows) {
  const number = (n) => (Number.isInteger(n) ? String(n) : n.toFixed(1));
  return [
    "| two-LED blink | async | by hand | async / by hand |",
    "|---|---:|---:|---:|",
    ...rows.map(
      (r) => `| ${r.what} | ${number(r.async)} | ${number(r.byHand)} | ${r.ratio.toFixed(2)} |`,
    ),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure(200_000);
  console.log(`\n${table(rows)}\n`);
  mkdirSync("out/bench", { recursive: true });
  writeFileSync("out/bench/async.md", `${table(rows)}\n`);
  writeFileSync("out/bench/async.json", `${JSON.stringify(rows, null, 2)}\n`);
}
