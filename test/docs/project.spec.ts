/** A project of somebody else, with firmware that docs/testing.md tests. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

const folder = mkdtempSync(join(tmpdir(), "wakeful-project-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

// What npm would install: a link to the clone, and what the clone has anyway.
cpSync(join(projectRoot, "docs/project"), folder, { recursive: true });
symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));

function run(program: string, ...argv: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: folder,
    encoding: "utf8",
    // This test runs in vitest, too, which tells its children so.
    env: { PATH: process.env["PATH"], NO_COLOR: "1" },
  });
  return { status, text: `${stdout}${stderr}` };
}

test("its tests pass", () => {
  const { status, text } = run(join(folder, "node_modules/vitest/vitest.mjs"), "run");
  expect(text).toContain("Tests  2 passed (2)");
  expect(status).toBe(0);
});

test("its firmware runs on the board beside it", () => {
  const { status, text } = run(
    join(folder, "node_modules/wakeful/dist/cli.js"),
    ...["run", "firmware/lamp.ts", "--press", "BTN1@1s:100ms"],
  );
  expect(text).toContain("led1 green on");
  expect(status).toBe(0);
});
