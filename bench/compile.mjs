// How long compiling takes, by the length of the program: in a process of its own, again after an edit in one that
// has compiled before, as `build --watch` and `serve` do, and of what is in the cache. Beside it a plain compile by asc
// of as many lines that wait for nothing. It is the processor's time that counts, for the machine may do other things.
// Prints a table, and writes it to out/bench/compile.md and compile.json.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../dist/compiler.js";
import { OPTIMISED, runAsc } from "./asc.mjs";
import { asyncProgram, plainProgram } from "./compile/programs.mjs";
import { compileTable } from "./compile/table.mjs";
import { median, spread } from "./host.mjs";
import { publish } from "./report/publish.mjs";

const one = fileURLToPath(new URL("compile/one.mjs", import.meta.url));

/** Milliseconds of the processor in a new process. */
function inProcess(...argv) {
  const out = execFileSync(process.execPath, [one, ...argv.map(String)], { encoding: "utf8" });
  return JSON.parse(out).cpu;
}

/** Milliseconds of the processor in this one. */
async function here(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const ours = (lines, edit) =>
  compile("program.ts", { virtual: { "program.ts": asyncProgram(lines, edit) }, cache: false });
const plain = (lines, edit) =>
  runAsc("program.ts", new Map([["program.ts", plainProgram(lines, edit)]]), OPTIMISED);

/** Both in turns, `rounds` times. */
async function compare(rounds, mine, theirs) {
  const runs = { ours: [], asc: [] };
  for (let round = 0; round < rounds; round++) {
    runs.ours.push(await mine(round));
    runs.asc.push(await theirs(round));
  }
  const ratio = median(runs.ours.map((ms, i) => ms / runs.asc[i]));
  return { ours: median(runs.ours), asc: median(runs.asc), ratio, spread: spread(runs.ours) };
}

/** @param {number[]} sizes lines. */
export async function measureCompile(sizes, { cold, warm }) {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-compile-"));
  const rows = [];
  try {
    for (const lines of sizes) {
      const cache = (round) => join(folder, `${lines}-${round}`);
      const anew = await compare(
        cold,
        (round) => inProcess("ours", lines, cache(round)),
        () => inProcess("asc", lines),
      );
      // The first ones warm up V8.
      await ours(lines, 0);
      await plain(lines, 0);
      const again = await compare(
        warm,
        (round) => here(() => ours(lines, round + 1)),
        (round) => here(() => plain(lines, round + 1)),
      );
      const cached = Array.from({ length: cold }, (_, round) =>
        inProcess("ours", lines, cache(round)),
      );
      rows.push({ lines, cold: anew, warm: again, cached: { ours: median(cached) } });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isFull = process.argv.includes("--full");
  const rounds = isFull ? { cold: 3, warm: 5 } : { cold: 1, warm: 2 };
  const rows = await measureCompile([10, 100, 1000], rounds);
  publish("compile", compileTable(rows), rows);
}
