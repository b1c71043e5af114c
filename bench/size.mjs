// `npm run bench`: the size of the smallest useful firmware, against the goals.
// Prints a table, and writes it to out/bench/size.md and size.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { compile } from "../dist/compiler.js";
import { environment } from "./report/environment.mjs";

const { wasm, table } = await compile("examples/blink/blink.ts");
const [blink] = table.tasks;
const [nap] = blink.parts;

/** embassy: embassy-executor 0.10 compiled to wasm32, the same firmware; quoted, not measured here. */
const rows = [
  { what: "two-LED blink, wasm bytes", ours: wasm.length, goal: 1000, embassy: 1251 },
  {
    what: "two-LED blink, static RAM, bytes",
    ours: table.memory.heapBase,
    goal: 160,
    embassy: 240,
  },
  { what: "task storage of blink, bytes", ours: blink.slotBytes, goal: 40, embassy: 88 },
  { what: "task header, bytes", ours: blink.headerBytes, goal: 16, embassy: 16 },
  { what: "timer node, bytes", ours: nap.bytes, goal: 24, embassy: 24 },
].map((row) => ({ ...row, ratio: row.ours / row.goal, met: row.ours <= row.goal }));

const lines = [
  "| size | ours | goal | ours / goal | met | embassy in wasm (quoted) |",
  "|---|---:|---:|---:|---|---:|",
  ...rows.map(
    (r) =>
      `| ${r.what} | ${r.ours} | ${r.goal} | ${r.ratio.toFixed(2)} | ${r.met ? "yes" : "not yet"} | ${r.embassy} |`,
  ),
];
console.log(lines.join("\n"));
mkdirSync("out/bench", { recursive: true });
writeFileSync("out/bench/size.md", `${lines.join("\n")}\n`);
const whole = { environment: environment(), result: rows };
writeFileSync("out/bench/size.json", `${JSON.stringify(whole, null, 2)}\n`);
