import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

function inNode<T>(script: string): T {
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return JSON.parse(out) as T;
}

test("edges a second are measured by pins and LEDs", () => {
  const rows = inNode<{ pins: number; leds: number; edges: number }[]>(
    `import { measureEvents } from "./bench/events.mjs";
console.log(JSON.stringify(await measureEvents([[1, 0], [4, 4]], 400, 1)));`,
  );
  expect(rows.map(({ pins, leds }) => [pins, leds])).toEqual([
    [1, 0],
    [4, 4],
  ]);
  // How many they are is for the benchmark to tell.
  for (const { edges } of rows) expect(edges).toBeGreaterThan(0);
});

test("runs a second are measured by threads", () => {
  const rows = inNode<{ workers: number; rate: number }[]>(
    `import { measureCampaigns } from "./bench/campaigns.mjs";
console.log(JSON.stringify(measureCampaigns([2], 60, 1)));`,
  );
  expect(rows.map(({ workers }) => workers)).toEqual([2]);
  for (const { rate } of rows) expect(rate).toBeGreaterThan(0);
});

test("the programs whose compiling is measured have the lines that are said, and compile", () => {
  const sizes = inNode<{ ours: number; plain: number; wasm: number; asc: number }>(
    `import { compile } from "./dist/compiler.js";
import { OPTIMISED, runAsc } from "./bench/asc.mjs";
import { asyncProgram, plainProgram } from "./bench/compile/programs.mjs";
const count = (text) => text.split("\\n").filter((line) => /part\\d/.test(line)).length;
const virtual = { "program.ts": asyncProgram(50) };
const { wasm } = await compile("program.ts", { virtual });
const asc = await runAsc("program.ts", new Map([["program.ts", plainProgram(50)]]), OPTIMISED);
console.log(JSON.stringify({ ours: count(asyncProgram(50)), plain: count(plainProgram(50)), wasm: wasm.length, asc: asc.length }));`,
  );
  // Five functions of ten lines, and five calls.
  expect(sizes.ours).toBe(10);
  expect(sizes.plain).toBe(10);
  expect(sizes.wasm).toBeGreaterThan(1000);
  expect(sizes.asc).toBeGreaterThan(100);
});
