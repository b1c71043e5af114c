import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly fast: number;
  readonly fastRatio: number;
}

/** What an expression gives that uses the exports of bench/asyncify.mjs as `bench`. */
function evaluate(expression: string): unknown {
  const script = `import * as bench from "./bench/asyncify.mjs";
console.log(JSON.stringify(${expression}));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return JSON.parse(out);
}

test("the same firmware by Asyncify does the same, and takes more RAM", () => {
  // `measure` throws if they blink or switch differently.
  const rows = evaluate("await bench.measure(2000)") as Row[];
  for (const row of rows) {
    const { what, ...numbers } = row;
    for (const number of Object.values(numbers)) expect(number, what).toBeGreaterThan(0);
  }
  // How long a switch takes is for the benchmark to tell.
  const ram = rows.filter((row) => row.what.includes("RAM"));
  expect(ram).toHaveLength(8);
  for (const row of ram) expect(row.ratio, row.what).toBeGreaterThan(1);
  for (const row of ram) expect(row.fastRatio, row.what).toBeGreaterThan(1);
});

test("a stack of 8 bytes less would be too small: Asyncify is charged for what it needs", () => {
  expect(evaluate("await bench.failsWithLess()")).toBe(true);
});
