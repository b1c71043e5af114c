import { expect, test } from "vitest";
import { brokenProofs, proofsIn, rowsOf } from "../support/proofs.ts";

const page = "docs/comparison.md";

test("every test that docs/comparison.md names is there, under that name", () => {
  expect(brokenProofs(page)).toEqual([]);
});

test("what docs/comparison.md says of Wakeful is proved by a test, or is a no", () => {
  const rows = rowsOf(page);
  expect(rows.length).toBeGreaterThan(60);
  for (const { line, cells } of rows) {
    expect(cells, `line ${line}`).toHaveLength(7);
    expect(cells.filter((cell) => cell === "")).toEqual([]);
    const own = cells[1]!;
    if (/^no\b/.test(own)) expect(proofsIn(page, own)).toEqual([]);
    else expect(proofsIn(page, own).length, `line ${line} has no proof`).toBe(1);
  }
});
