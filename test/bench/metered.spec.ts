import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

test("what counting costs is measured on both runs", () => {
  const script = `import { measure } from "./bench/metered.mjs";
console.log(JSON.stringify(await measure(0.001)));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const rows = JSON.parse(out) as { what: string; ratio: number }[];
  expect(rows.map(({ what }) => what)).toEqual(["two-LED blink", "a loop that computes"]);
  // How much it is, is for the benchmark to tell.
  for (const { ratio } of rows) expect(ratio).toBeGreaterThan(0);
});
