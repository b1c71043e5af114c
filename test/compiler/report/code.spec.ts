import { expect, test } from "vitest";
import { compile } from "../../../compiler/compile.ts";
import { codeReport } from "../../../compiler/report/code.ts";
import { assemble } from "../../support/wat.ts";
import { projectRoot } from "../../support/parts.ts";

test("functions have the names of the name section, if there is one", async () => {
  const bytes = await assemble('(module (func $a) (func $b (export "poll") (drop (i32.const 1))))');
  const { functions } = codeReport(bytes);
  expect(functions.map(({ index, name, exports }) => ({ index, name, exports }))).toEqual([
    { index: 1, name: null, exports: ["poll"] },
    { index: 0, name: null, exports: [] },
  ]);
});

test("sections sum up to the file, and functions have a place in the source", async () => {
  const { wasm, table } = await compile("examples/blink/blink.ts", { root: projectRoot });
  const report = codeReport(wasm, table);
  expect(report.bytes).toBe(wasm.length);
  expect(report.sections.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(wasm.length);
  const start = report.functions.find(({ exports }) => exports.includes("start"));
  expect(start?.place?.file).toBe("examples/blink/blink.ts");
  const placed = report.functions.filter(({ place }) => place !== null);
  expect(placed.length).toBeGreaterThan(report.functions.length * 0.8);
});
