// Compiles one program in a process of its own and prints what it took: `node one.mjs ours|asc LINES [cache folder]`.
import { asyncProgram, plainProgram } from "./programs.mjs";

const [, , what, lines, cache = false] = process.argv;
if (what === "ours") {
  const { compile } = await import("../../dist/compiler.js");
  const virtual = { "program.ts": asyncProgram(Number(lines)) };
  await compile("program.ts", { virtual, cache });
} else {
  const { OPTIMISED, runAsc } = await import("../asc.mjs");
  const given = new Map([["program.ts", plainProgram(Number(lines))]]);
  await runAsc("program.ts", given, OPTIMISED);
}
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall: process.uptime() * 1000 }));
