import { expect, test } from "vitest";
import { brokenProofs, proofsIn, rowsOf } from "../support/proofs.ts";

const page = "docs/pitfalls.md";

test("every test that docs/pitfalls.md names is there, under that name", () => {
  expect(brokenProofs(page)).toEqual([]);
});

test("every fault in docs/pitfalls.md has a report, a symptom and a test", () => {
  const rows = rowsOf(page);
  expect(rows.length).toBeGreaterThan(25);
  for (const { line, cells } of rows) {
    expect(cells, `line ${line}`).toHaveLength(3);
    const [reported, symptom, tests] = cells;
    expect(reported, `line ${line}`).toMatch(/\S/);
    expect(symptom, `line ${line}`).toMatch(/\S/);
    expect(proofsIn(page, tests!).length, `line ${line} has no test`).toBeGreaterThan(0);
  }
});
