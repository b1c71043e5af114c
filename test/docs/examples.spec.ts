import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

const names = readdirSync(join(projectRoot, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

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

test("each example says what it teaches, before its code", () => {
  // README shows blink whole, as the smallest program there is, and says what it is there.
  const silent = names.filter(
    (name) => name !== "blink" && !/^\/\*\*[^/]+\*\//.test(read(`examples/${name}/${name}.ts`)),
  );
  expect(silent).toEqual([]);
});

test("README tells how many there are", () => {
  const words =
    "Fifteen Sixteen Seventeen Eighteen Nineteen Twenty Twenty-one Twenty-two Twenty-three Twenty-four".split(
      " ",
    );
  const [, word] = /\[([\w-]+) examples\]/.exec(read("README.md"))!;
  expect(words.indexOf(word!) + 15).toBe(names.length);
});
