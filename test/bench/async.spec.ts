import { expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import { projectRoot } from "../support/parts.ts";

interface Row {
  readonly what: string;
  readonly async: number;
  readonly byHand: number;
  readonly ratio: number;
}

test("async costs no more than a state machine by hand", () => {
  const script = `import { measure } from "./bench/async.mjs";
console.log(JSON.stringify(await measure(1000)));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const rows = JSON.parse(out) as Row[];
  const row = (what: string): Row => rows.find((r) => r.what === what)!;
  expect(row("wasm bytes").ratio).toBeLessThanOrEqual(1.1);
  const ram = row("static RAM, bytes");
  expect(Math.abs(ram.async - ram.byHand)).toBeLessThanOrEqual(8);
  // How long a poll takes is for the benchmark to tell; here only that it was measured.
  expect(row("ns a poll (V8)").ratio).toBeGreaterThan(0);
});
