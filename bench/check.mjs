// `npm run bench -- --check`: whether an operation takes more instructions, or a firmware more bytes, than what is
// pinned in pinned.json allows. No timing decides. With names it looks at these only. `--pin` writes what is
// measured, for a change that is meant.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { compare, parsePinned, pick } from "./check/compare.mjs";
import { prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { workloads } from "./executor/workloads.mjs";
import { BASE, features, firmwareWith, nameWith } from "./features/list.mjs";
import { bytesOf, ramOfOneMore } from "./features/measure.mjs";
import { units } from "./features/units.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const file = new URL("pinned.json", import.meta.url);

/** Firmwares whose bytes are pinned, besides those of the workloads. */
const examples = ["blink", "button", "messages", "weather-station"];

/** The base of the features, and each of them added to it. */
const extended = new Map([
  [BASE, firmwareWith({})],
  ...features.map((feature) => [nameWith(feature), firmwareWith(feature)]),
]);

/** What can be asked for by name. */
export const pinnedNames = [
  ...workloads.map(({ name }) => name),
  ...examples,
  ...extended.keys(),
  ...units.map(({ name }) => name),
];

/**
 * @param {string[]} [names] what is measured; all if it is not said.
 * @returns {Promise<Record<string, Record<string, number>>>} by what is measured, then by name.
 */
export async function measurePinned(names = pinnedNames) {
  const measured = { instructions: {}, wasm: {}, ram: {}, oneMore: {} };
  const asked = ({ name }) => names.includes(name);
  for (const workload of workloads.filter(asked)) {
    const prepared = await prepare(workload, root);
    const counted = instructions({ name: workload.name, perTurn: prepared.perTurn }, prepared);
    measured.instructions[workload.name] = Math.round(counted * 10) / 10;
    measured.wasm[workload.name] = prepared.wasm.length;
    measured.ram[workload.name] = prepared.table.memory.heapBase;
  }
  for (const name of examples.filter((name) => asked({ name }))) {
    const { wasm, table } = await compile(`examples/${name}/${name}.ts`, { root });
    measured.wasm[name] = wasm.length;
    measured.ram[name] = table.memory.heapBase;
  }
  for (const [name, text] of extended) {
    if (!asked({ name })) continue;
    const { wasm, ram } = await bytesOf(text);
    measured.wasm[name] = wasm;
    measured.ram[name] = ram;
  }
  for (const unit of units.filter(asked)) measured.oneMore[unit.name] = await ramOfOneMore(unit);
  return measured;
}

/** What is pinned; undefined, with what is wrong said, if the file cannot be read. */
function readPinned() {
  try {
    return parsePinned(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(
      `bench/pinned.json cannot be read: ${error.message}\nway out: \`git checkout bench/pinned.json\` brings back what was pinned; \`npm run bench -- --check --pin\` pins what is measured now`,
    );
    return undefined;
  }
}

/**
 * @param {{ pin?: boolean, names?: string[], pinned?: object }} options `pinned` stands for what the file says.
 * @returns the exit code.
 */
export async function check({ pin = false, names = pinnedNames, pinned } = {}) {
  // Before it measures, which takes a minute.
  if (!pin && (pinned ??= readPinned()) === undefined) return 1;
  const measured = await measurePinned(names);
  if (pin) {
    writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
    console.log(
      "bench/pinned.json is written; `npm run generate` puts it into docs/performance.md",
    );
    return 0;
  }
  const told = compare(measured, names === pinnedNames ? pinned : pick(pinned, names));
  const count = Object.values(measured).reduce((n, kind) => n + Object.keys(kind).length, 0);
  if (told.length === 0) {
    console.log(`${count} counts of instructions and bytes are within what is pinned`);
    return 0;
  }
  console.error(
    `${told.join("\n")}\nway out: find what made it grow or differ; if it is meant, \`npm run bench -- --check --pin\` pins it, and the commit says why`,
  );
  return 1;
}
