import { expect, test } from "vitest";
import { parseOhms } from "../../../simulator/parts/resistor.ts";

test.each([
  ["220", 220],
  ["0.5", 0.5],
  ["1k", 1_000],
  ["1K", 1_000],
  ["4.7k", 4_700],
  ["1M", 1_000_000],
  ["0", undefined],
  ["-1", undefined],
  ["4k7", undefined],
  ["1m", undefined],
  ["", undefined],
  ["220 ", undefined],
])("%j is %s ohms", (text, ohms) => {
  expect(parseOhms(text)).toBe(ohms);
});
