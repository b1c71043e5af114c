import { expect, test } from "vitest";
import { measureSizes } from "../../../compiler/binary/sizes.ts";
import { removeCustomSections } from "../../../compiler/binary/sections.ts";
import { firmware } from "./wat.ts";

test("sections sum up to the file; functions are named, largest first", () => {
  const sizes = measureSizes(firmware());
  expect(sizes.sections.reduce((sum, s) => sum + s.bytes, 0)).toBe(sizes.bytes);
  expect(sizes.functions).toEqual([
    { index: 4, name: "raise", bytes: 9 },
    { index: 2, name: "start", bytes: 7 },
    { index: 3, name: "poll", bytes: 5 },
  ]);
  expect(sizes.sections.slice(0, 2)).toEqual([
    { name: "name", custom: true, bytes: sizes.sections[0]!.bytes },
    { name: "export", custom: false, bytes: 62 },
  ]);
});

test("without names, functions go by their number", () => {
  const sizes = measureSizes(removeCustomSections(firmware(), () => true));
  expect(sizes.functions.map((f) => f.name)).toEqual(["function 4", "function 2", "function 3"]);
});
