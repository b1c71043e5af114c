// `npm run bench -- --check`: whether an operation takes more instructions, or a firmware more bytes, than what is
// pinned in pinned.json allows. No timing decides. `--pin` writes what is measured, for a change that is meant.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { workloads } from "./executor/workloads.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const file = new URL("pinned.json", import.meta.url);

/** How much more than pinned is let pass: a share. Bytes are whole, and a few of them may come from anywhere. */
const MARGIN = { instructions: 0.02, wasm: 0.02, ram: 0 };

/** Firmwares whose bytes are pinned, besides those of the workloads. */
const examples = ["blink", "button", "messages", "weather-station"];

/** @returns {Promise<Record<string, Record<string, number>>>} by what is measured, then by name. */
export async function measurePinned() {
  const measured = { instructions: {}, wasm: {}, ram: {} };
  for (const workload of workloads) {
    const prepared = await prepare(workload, root);
    const counted = instructions({ name: workload.name, perTurn: prepared.perTurn }, prepared);
    measured.instructions[workload.name] = Math.round(counted * 10) / 10;
    measured.wasm[workload.name] = prepared.wasm.length;
    measured.ram[workload.name] = prepared.table.memory.heapBase;
  }
  for (const name of examples) {
    const { wasm, table } = await compile(`examples/${name}/${name}.ts`, { root });
    measured.wasm[name] = wasm.length;
    measured.ram[name] = table.memory.heapBase;
  }
  return measured;
}

/** What grew beyond its margin, and what is measured or pinned and not both, in words. */
export function compare(measured, pinned) {
  const told = [];
  for (const [kind, margin] of Object.entries(MARGIN)) {
    const names = new Set([...Object.keys(measured[kind]), ...Object.keys(pinned[kind] ?? {})]);
    for (const name of names) {
      const [now, then] = [measured[kind][name], pinned[kind]?.[name]];
      if (now === undefined) told.push(`${kind} of ${name} is pinned and no longer measured`);
      else if (then === undefined) told.push(`${kind} of ${name} is ${now}, and not pinned`);
      else if (now > then * (1 + margin)) {
        const more = then === 0 ? "" : ` (${(100 * (now / then - 1)).toFixed(1)} % more)`;
        told.push(`${kind} of ${name} is ${now}, pinned are ${then}${more}`);
      }
    }
  }
  return told;
}

/** @returns the exit code. */
export async function check({ pin }) {
  const measured = await measurePinned();
  if (pin) {
    writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
    console.log("bench/pinned.json is written");
    return 0;
  }
  const told = compare(measured, JSON.parse(readFileSync(file, "utf8")));
  const count = Object.values(measured).reduce((n, kind) => n + Object.keys(kind).length, 0);
  if (told.length === 0) {
    console.log(`${count} counts of instructions and bytes are within what is pinned`);
    return 0;
  }
  console.error(
    `${told.join("\n")}\nway out: find what made it grow; if it is meant, \`npm run bench -- --check --pin\` pins it, and the commit says why`,
  );
  return 1;
}
