import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

test("the same firmware by Asyncify does the same, and takes more bytes and more RAM a task", () => {
  // `measure` throws if the two blink or switch differently.
  const script = `import { measure } from "./bench/asyncify.mjs";
console.log(JSON.stringify(await measure(2000)));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const rows = JSON.parse(out) as Row[];
  // How long a switch takes is for the benchmark to tell.
  const sizes = rows.filter((row) => row.what.includes("bytes"));
  expect(sizes.length).toBeGreaterThanOrEqual(6);
  for (const row of sizes) expect(row.ratio, row.what).toBeGreaterThan(1);
  for (const row of rows) expect(row.ours, row.what).toBeGreaterThan(0);
});
