import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";
import { indices } from "../support/registries.ts";

test.each(indices(projectRoot))("$path lists the files of its folder", async ({ path, text }) => {
  const file = join(projectRoot, path);
  const wanted = await format(text, { parser: "typescript", printWidth: 100 });
  if (process.env["WAKEFUL_GENERATE"] === "1") writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8"), "stale: run `npm run generate`").toBe(wanted);
});
