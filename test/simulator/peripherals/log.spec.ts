import { expect, test } from "vitest";
import { decodeLog } from "../../../simulator/peripherals/log.ts";

const texts = [{ text: "ready" }, { text: "temp {} C, {}" }];

function head(index: number, ...kinds: number[]): number {
  return kinds.reduce((bits, kind, i) => bits | (kind << (16 + 4 * i)), index);
}

const f64 = (value: number): bigint => new BigInt64Array(Float64Array.of(value).buffer)[0]!;

test("values fill the text in order", () => {
  expect(decodeLog(texts, head(0), [0n, 0n, 0n, 0n])).toBe("ready");
  expect(decodeLog(texts, head(1, 3, 4), [f64(21.5), 1n, 0n, 0n])).toBe("temp 21.5 C, true");
  expect(decodeLog(texts, head(1, 1, 2), [-1n, -1n, 0n, 0n])).toBe(
    "temp -1 C, 18446744073709551615",
  );
  expect(decodeLog(texts, head(1, 4, 3), [0n, f64(NaN), 0n, 0n])).toBe("temp false C, NaN");
});

test("too few values leave a hole, too many follow the text", () => {
  expect(decodeLog(texts, head(1, 1), [3n, 0n, 0n, 0n])).toBe("temp 3 C, {}");
  expect(decodeLog(texts, head(0, 1, 1, 1, 1), [1n, 2n, 3n, 4n])).toBe("ready (1, 2, 3, 4)");
});

test("without a text the values are told all the same", () => {
  expect(decodeLog(undefined, head(3, 1, 2), [1n, 2n, 0n, 0n])).toBe("log #3 (1, 2)");
  expect(decodeLog(texts, head(9), [0n, 0n, 0n, 0n])).toBe("log #9");
  expect(decodeLog(undefined, head(0, 5), [255n, 0n, 0n, 0n])).toBe("log #0 (0xff)");
});

test("the fourth argument's kind lies in the sign bits of the head", () => {
  expect(decodeLog(undefined, head(0, 2, 2, 2, 15), [1n, 2n, 3n, 4n])).toBe(
    "log #0 (1, 2, 3, 0x4)",
  );
});
