// What each feature adds to a firmware with one task that toggles an LED, in bytes, and what a task, a timer and a
// place of a channel take of RAM. Bytes are the same on any machine. Prints tables, and writes them to
// out/bench/features.md and features.json.
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { features, firmwareWith } from "./features/list.mjs";
import { units } from "./features/units.mjs";
import { featureTable, unitTable } from "./features/tables.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

export async function bytesOf(text) {
  const { wasm, table } = await compile("feature.ts", { root, virtual: { "feature.ts": text } });
  return { wasm: wasm.length, ram: table.memory.heapBase };
}

/** @returns bytes of the base, then what each adds. */
export async function measureFeatures(names = features.map(({ name }) => name)) {
  const base = await bytesOf(firmwareWith({}));
  const rows = [];
  for (const feature of features.filter(({ name }) => names.includes(name))) {
    const { wasm, ram } = await bytesOf(firmwareWith(feature));
    rows.push({ name: feature.name, wasm: wasm - base.wasm, ram: ram - base.ram });
  }
  return { base, rows };
}

/** RAM of one more of each, from firmwares with many and with twice as many. */
export async function measureUnits() {
  const rows = [];
  for (const { name, text, count } of units) {
    const few = await bytesOf(text(count));
    const many = await bytesOf(text(2 * count));
    rows.push({ name, ram: (many.ram - few.ram) / count });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { base, rows } = await measureFeatures();
  const each = await measureUnits();
  publish("features", `${featureTable({ base, rows })}\n\n${unitTable(each)}`, {
    base,
    rows,
    units: each,
  });
}
