import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

const pages = [
  "README.md",
  ...readdirSync(join(projectRoot, "docs"))
    .filter((f) => f.endsWith(".md"))
    .map((f) => `docs/${f}`),
];

/** Code in a page that says which file it shows. */
function examples(page: string): { file: string; text: string }[] {
  const text = readFileSync(join(projectRoot, page), "utf8");
  const found = text.matchAll(/<!-- example: (\S+) -->\s*```\w*\n(.*?)```/gs);
  return [...found].map((m) => ({ file: m[1]!, text: m[2]! }));
}

describe.each(pages)("%s", (page) => {
  test("shows its examples as they are", () => {
    for (const { file, text } of examples(page)) {
      expect(readFileSync(join(projectRoot, file), "utf8"), file).toContain(text);
    }
  });

  test("links to files that exist", () => {
    const text = readFileSync(join(projectRoot, page), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) => m[1]!);
    for (const target of targets) {
      expect(
        () => readFileSync(new URL(target, new URL(page, `file://${projectRoot}`))),
        target,
      ).not.toThrow(/ENOENT/);
    }
  });
});
