import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { border } from "../../../hal/border/description.ts";
import { generate } from "../../../hal/border/generate.ts";

const root = new URL("../../../", import.meta.url);

test.each(generate(border))("$path is what the border's description says", ({ path, text }) => {
  const file = new URL(path, root);
  if (process.env["WAKEFUL_GENERATE"] === "1") {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
  expect(readFileSync(file, "utf8"), "stale: run `npm run generate`").toBe(text);
});

test("names and values of the border are unique", () => {
  const names = [...border.imports, ...border.exports].map((f) => f.name);
  expect(new Set(names).size).toBe(names.length);
  for (const e of border.enums) {
    expect(new Set(e.members.map((m) => m.value)).size, e.name).toBe(e.members.length);
  }
});
