import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { apiPage } from "../support/api-page.ts";
import { projectRoot } from "../support/parts.ts";

test("docs/api.md is what the sources say", async () => {
  const read = (path: string): string => readFileSync(join(projectRoot, `${path}.ts`), "utf8");
  const file = join(projectRoot, "docs/api.md");
  const text = await format(apiPage(read), { parser: "markdown" });
  if (process.env["WAKEFUL_GENERATE"] === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8"), "stale: run `npm run generate`").toBe(text);
});
