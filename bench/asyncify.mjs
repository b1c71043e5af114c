// The other known way to linear code in wasm: binaryen's Asyncify, with a stack a task. The same
// firmware both ways: bytes, RAM a task, and what a switch takes.
// Prints a table, and writes it to out/bench/asyncify.md and asyncify.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { buildAsyncify } from "./asyncify-build.mjs";
import { median, start } from "./host.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 9;
/** Where a slot keeps the end of the stack in use. */
const TOP = 24;
/** Bytes of a task's slot besides its stack. */
const HEADER = 32;
const HOOKS = 'export { prepare, counted, ordered } from "./firmware";\n';

function text(kind, name, tasks) {
  const path = `bench/firmware/linear/${kind}/${name}.ts`;
  const source = readFileSync(`${root}${path}`, "utf8");
  return source
    .replace("const TASKS: u32 = 10", `const TASKS: u32 = ${tasks}`)
    .replace("pool: 10", `pool: ${tasks}`);
}

async function buildOurs(name, tasks) {
  const entry = `bench/firmware/linear/wakeful/${name}.ts`;
  const keepExports = name !== "blink";
  const virtual = { [entry]: text("wakeful", name, tasks) };
  const { wasm, table } = await compile(entry, { root, virtual, keepExports });
  return { wasm, ram: table.memory.heapBase, task: table.tasks[0].slotBytes };
}

/** Builds it with ample stacks first, to see how much of them it uses. */
async function buildTheirs(name, tasks) {
  const source = text("asyncify", name, tasks);
  const hooks = name === "blink" ? "" : HOOKS;
  const ample = await buildAsyncify(
    source,
    { tasks, stack: 1024 },
    `${hooks}export { slots } from "./runtime";\n`,
  );
  const stack = Math.ceil(highWater(ample, tasks) / 8) * 8;
  const wasm = await buildAsyncify(source, { tasks, stack }, hooks);
  const { exports } = start(wasm);
  return { wasm, ram: exports.__heap_base.value, task: HEADER + stack };
}

/** Most bytes of stack that a task has used when it waits. */
function highWater(wasm, tasks) {
  const firmware = start(wasm);
  firmware.exports.prepare?.(3);
  const memory = new DataView(firmware.exports.memory.buffer);
  const slots = firmware.exports.slots.value;
  let most = 0;
  for (let turn = 0; turn < 200; turn++) {
    firmware.run(1);
    for (let i = 0; i < tasks; i++) {
      const slot = slots + i * (HEADER + 1024);
      most = Math.max(most, memory.getUint32(slot + TOP, true) - (slot + HEADER));
    }
  }
  return most;
}

/** Runs tasks that yield so often, all told about `switches` times; ns a switch. */
function switchTime(wasm, tasks, switches, yieldsATask) {
  const { exports } = start(wasm);
  exports.prepare(Math.max(1, Math.round(switches / tasks / yieldsATask)));
  const from = performance.now();
  while (exports.poll() === 0n);
  const time = performance.now() - from;
  return {
    ns: (time * 1e6) / exports.counted(),
    counted: exports.counted(),
    ordered: exports.ordered(),
  };
}

async function compareSwitch(name, tasks, switches, yieldsATask) {
  const [ours, theirs] = [await buildOurs(name, tasks), await buildTheirs(name, tasks)];
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const a = switchTime(ours.wasm, tasks, switches, yieldsATask);
    const b = switchTime(theirs.wasm, tasks, switches, yieldsATask);
    if (a.counted !== b.counted || a.ordered !== b.ordered)
      throw new Error(`${name}: they do not do the same`);
    times.ours.push(a.ns);
    times.theirs.push(b.ns);
  }
  return { ours, theirs, ratio: median(times.theirs.map((t, i) => t / times.ours[i])), times };
}

/** Levels that the blink drives, with their times. */
function toggles(wasm) {
  const seen = [];
  start(wasm, (pin, level, now) => seen.push(`${now} ${pin} ${level}`)).run(40);
  return seen;
}

/** @param {number} switches a measurement. */
export async function measure(switches) {
  const rows = [];
  const add = (what, ours, theirs, ratio = theirs / ours) =>
    rows.push({ what, ours, theirs, ratio });
  const blink = { ours: await buildOurs("blink", 2), theirs: await buildTheirs("blink", 2) };
  const [a, b] = [toggles(blink.ours.wasm), toggles(blink.theirs.wasm)];
  if (a.length < 40 || a.join() !== b.join()) throw new Error("the LEDs do not blink alike");
  add("two-LED blink, wasm bytes", blink.ours.wasm.length, blink.theirs.wasm.length);
  add("two-LED blink, static RAM, bytes", blink.ours.ram, blink.theirs.ram);
  add("two-LED blink, RAM a task, bytes", blink.ours.task, blink.theirs.task);
  for (const tasks of [1, 10, 100]) {
    const { ours, theirs, times, ratio } = await compareSwitch("switch", tasks, switches, 1);
    if (tasks === 10) {
      add("10 yielding tasks, wasm bytes", ours.wasm.length, theirs.wasm.length);
      add("10 yielding tasks, RAM a task, bytes", ours.task, theirs.task);
    }
    add(`ns a switch, ${tasks} tasks (V8)`, median(times.ours), median(times.theirs), ratio);
  }
  const deep = await compareSwitch("calls", 10, switches, 8);
  add(
    "10 tasks that yield four calls deep, wasm bytes",
    deep.ours.wasm.length,
    deep.theirs.wasm.length,
  );
  add("10 tasks four calls deep, RAM a task, bytes", deep.ours.task, deep.theirs.task);
  add(
    "ns a switch four calls deep (V8)",
    median(deep.times.ours),
    median(deep.times.theirs),
    deep.ratio,
  );
  return rows;
}

export function table(rows) {
  const number = (n) => (Number.isInteger(n) ? String(n) : n.toFixed(1));
  return [
    "| the same firmware | state machines | Asyncify | Asyncify / ours |",
    "|---|---:|---:|---:|",
    ...rows.map(
      (r) => `| ${r.what} | ${number(r.ours)} | ${number(r.theirs)} | ${r.ratio.toFixed(2)} |`,
    ),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measure(500_000);
  console.log(`\n${table(rows)}\n`);
  mkdirSync("out/bench", { recursive: true });
  writeFileSync("out/bench/asyncify.md", `${table(rows)}\n`);
  writeFileSync("out/bench/asyncify.json", `${JSON.stringify(rows, null, 2)}\n`);
}
