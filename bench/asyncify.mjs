// The other known way to linear code in wasm: binaryen's Asyncify, with a stack a task. The same
// firmware both ways: bytes, RAM a task, and what a switch takes.
// Prints a table, and writes it to out/bench/asyncify.md and asyncify.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { SHRINK } from "./asc.mjs";
import { buildAsyncify } from "./asyncify-build.mjs";
import { table } from "./asyncify/table.mjs";
import { median, start } from "./host.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 15;
const WARM_UP = 3;
/** Where a slot keeps the end of the stack in use. */
const TOP = 24;
/** Bytes of a task's slot besides its stack. */
const HEADER = 32;
/** Bytes of stack that are enough for every firmware here. */
const AMPLE = 1024;
/** Shrink level of our builds, and the one for speed. */
const SIZE = SHRINK;
const SPEED = 0;
/** Asyncify's two variables, which lie in the module's globals and not in its memory. */
const GLOBALS = 8;
const HOOKS = 'export { prepare, counted, ordered } from "./firmware";\n';

/** The firmwares: how many tasks, and how many functions lie between the scheduler and the wait. */
const blink = { name: "blink", tasks: 2, depth: 1 };
const flat = [1, 10, 100].map((tasks) => ({ name: "switch", tasks, depth: 1 }));
const deep = [4, 8].map((depth) => ({ name: "calls", tasks: 10, depth }));

function text(kind, { name, tasks, depth }) {
  const path = `bench/firmware/linear/${kind}/${name}.ts`;
  const source = readFileSync(`${root}${path}`, "utf8")
    .replace("const TASKS: u32 = 10", `const TASKS: u32 = ${tasks}`)
    .replace("pool: 10", `pool: ${tasks}`);
  // Only what a task runs has another depth; the functions it calls stay as they are.
  const at = source.indexOf("function work(") + 1 || source.indexOf("function task(") + 1;
  return source.slice(0, at) + source.slice(at).replaceAll("level3(", `level${depth - 1}(`);
}

async function buildOurs(shape) {
  const entry = `bench/firmware/linear/wakeful/${shape.name}.ts`;
  const keepExports = shape !== blink;
  const virtual = { [entry]: text("wakeful", shape) };
  const { wasm, table } = await compile(entry, { root, virtual, keepExports });
  return { wasm, ram: table.memory.heapBase, task: table.tasks[0].slotBytes };
}

function asyncify(shape, stack, shrink, exported = "") {
  const hooks = shape === blink ? "" : HOOKS;
  const source = text("asyncify", shape);
  return buildAsyncify(source, { tasks: shape.tasks, stack, shrink }, `${hooks}${exported}`);
}

/** Builds it with ample stacks first, to see how much of them it uses. */
async function buildTheirs(shape, shrink) {
  const ample = await asyncify(shape, AMPLE, shrink, 'export { slots } from "./runtime";\n');
  const stack = Math.ceil(highWater(ample, shape.tasks) / 8) * 8;
  const wasm = await asyncify(shape, stack, shrink);
  const end = start(wasm).exports.__heap_base.value;
  const ram = Math.ceil(end / 16) * 16 + GLOBALS;
  return { wasm, ram, task: HEADER + stack, stack };
}

/** Most bytes of stack that a task has used when it waits. */
function highWater(wasm, tasks) {
  const firmware = start(wasm);
  firmware.exports.prepare?.(1);
  const memory = new DataView(firmware.exports.memory.buffer);
  const slots = firmware.exports.slots.value;
  let most = 0;
  for (let turn = 0; turn < 500; turn++) {
    firmware.run(1);
    for (let i = 0; i < tasks; i++) {
      const slot = slots + i * (HEADER + AMPLE);
      most = Math.max(most, memory.getUint32(slot + TOP, true) - (slot + HEADER));
    }
  }
  return most;
}

/** Runs tasks that yield so often, all told; ns a switch. Each turn is one call by the host. */
function switchTime(module, { tasks, depth }, switches) {
  const { exports } = start(module);
  // Each function calls the next one twice.
  exports.prepare(Math.max(1, Math.round(switches / tasks / 2 ** (depth - 1))));
  const from = performance.now();
  while (exports.poll() === 0n);
  const time = performance.now() - from;
  const counted = exports.counted();
  return { ns: (time * 1e6) / counted, counted, ordered: exports.ordered() };
}

/** All in turn, so that what slows the machine down slows each. */
function compareSwitch(shape, builds, switches) {
  const modules = builds.map(({ wasm }) => new WebAssembly.Module(wasm));
  const times = builds.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const runs = modules.map((module) => switchTime(module, shape, switches));
    if (runs.some((r) => r.counted !== runs[0].counted || r.ordered !== runs[0].ordered))
      throw new Error(`${shape.name}: they do not do the same`);
    if (round >= 0) runs.forEach((run, i) => times[i].push(run.ns));
  }
  const ratio = (i) => median(times[i].map((t, round) => t / times[0][round]));
  return { values: times.map(median), ratios: [ratio(1), ratio(2)] };
}

/** Levels that the blink drives, with their times. */
function toggles(wasm) {
  const seen = [];
  start(wasm, (pin, level, now) => seen.push(`${now} ${pin} ${level}`)).run(400);
  return seen;
}

function checkBlink(builds) {
  const [ours, ...others] = builds.map(({ wasm }) => toggles(wasm));
  if (ours.length < 400 || others.some((seen) => seen.join() !== ours.join()))
    throw new Error("the LEDs do not blink alike");
}

/** Ours, and Asyncify's: optimised as ours is, and for speed. */
async function build(shape) {
  return [await buildOurs(shape), await buildTheirs(shape, SIZE), await buildTheirs(shape, SPEED)];
}

function row(what, [ours, theirs, fast], ratios = [theirs / ours, fast / ours]) {
  return { what, ours, theirs, ratio: ratios[0], fast, fastRatio: ratios[1] };
}

function sizes(what, builds) {
  return [
    row(
      `${what}: wasm bytes`,
      builds.map((b) => b.wasm.length),
    ),
    row(
      `${what}: static RAM, bytes`,
      builds.map((b) => b.ram),
    ),
    row(
      `${what}: RAM a task, bytes`,
      builds.map((b) => b.task),
    ),
  ];
}

/** @param {number} switches a measurement. */
export async function measure(switches) {
  const leds = await build(blink);
  checkBlink(leds);
  const rows = sizes("two-LED blink", leds);
  for (const shape of [...flat, ...deep]) {
    const what = `${shape.tasks} yielding, depth ${shape.depth}`;
    const builds = await build(shape);
    if (shape.tasks === 10) rows.push(...sizes(what, builds));
    const { values, ratios } = compareSwitch(shape, builds, switches);
    rows.push(row(`${what}: ns a switch (V8)`, values, ratios));
  }
  return rows;
}

/** Whether the blink fails with 8 bytes of stack less than it is given: nothing is wasted. */
export async function failsWithLess() {
  const { stack } = await buildTheirs(blink, SIZE);
  const wasm = await asyncify(blink, stack - 8, SIZE);
  try {
    start(wasm).run(10);
    return false;
  } catch (error) {
    return error instanceof WebAssembly.RuntimeError;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure(500_000);
  publish("asyncify", table(rows), rows);
}
