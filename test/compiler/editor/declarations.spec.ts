import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { declarations } from "../../../compiler/editor/declarations.ts";
import { projectRoot } from "../../support/parts.ts";

const read = (path: string): string => readFileSync(join(projectRoot, `${path}.ts`), "utf8");

test("firmware/editor/wakeful.d.ts is what the sources say", async () => {
  const file = join(projectRoot, "firmware/editor/wakeful.d.ts");
  const text = await format(declarations(read), { parser: "typescript", printWidth: 100 });
  if (process.env["WAKEFUL_GENERATE"] === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8"), "stale: run `npm run generate`").toBe(text);
});
