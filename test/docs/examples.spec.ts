import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleFolders, exampleNames } from "../support/examples.ts";
import { projectRoot } from "../support/parts.ts";

const names = exampleNames();

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");

test("each example has a row in docs/examples.md, a board, and a test of its waveform", () => {
  const rows = [...read("docs/examples.md").matchAll(/^\| \[([\w-]+)\]\((\S+)\)/gm)];
  expect(rows.map((row) => row[1]).sort()).toEqual(names);
  for (const [, name, target] of rows) expect(target).toBe(`../examples/${name}/${name}.ts`);
  const missing = names.flatMap((name) =>
    [`examples/${name}/diagram.json`, `test/examples/${name}.spec.ts`].filter(
      (file) => !existsSync(join(projectRoot, file)),
    ),
  );
  expect(missing).toEqual([]);
});

test("a folder that is no firmware in AssemblyScript has a page of its own, and a test", () => {
  const others = exampleFolders().filter((name) => !names.includes(name));
  expect(others).toEqual(["rust-guest"]);
  for (const name of others) {
    expect(read("docs/rust.md")).toContain(`(../examples/${name}`);
    expect(existsSync(join(projectRoot, `test/examples/${name}.spec.ts`))).toBe(true);
  }
});

test("each example says what it teaches, before its code", () => {
  // README shows blink whole, as the smallest program there is, and says what it is there.
  const silent = names.filter(
    (name) => name !== "blink" && !/^\/\*\*[^/]+\*\//.test(read(`examples/${name}/${name}.ts`)),
  );
  expect(silent).toEqual([]);
});

test("README tells how many there are", () => {
  const [, count] = /\[(\d+) examples\]/.exec(read("README.md"))!;
  expect(Number(count)).toBe(names.length);
});
