import { expect, test } from "vitest";
import { SeededRandom } from "../../../simulator/core/random.ts";
import type { Random } from "../../../simulator/core/context.ts";

const draw = (random: Random): number[] => Array.from({ length: 8 }, () => random.below(1000));

test("the numbers of a seed never change: recorded runs depend on them", () => {
  expect(draw(SeededRandom.from(1).fork("button:BTN1"))).toMatchInlineSnapshot(`
    [
      175,
      484,
      735,
      661,
      33,
      966,
      215,
      969,
    ]
  `);
});

test("a stream depends on the seed and its name alone", () => {
  const a = SeededRandom.from(7);
  const first = draw(a.fork("x"));
  a.below(10);
  draw(a.fork("y"));
  expect(draw(a.fork("x"))).toEqual(first);
  expect(draw(SeededRandom.from(7).fork("y"))).not.toEqual(first);
  expect(draw(SeededRandom.from(8).fork("x"))).not.toEqual(first);
});

test("two thousand seeds draw two thousand different patterns", () => {
  const pattern = (seed: number): string => {
    const root = SeededRandom.from(seed);
    return Array.from({ length: 40 }, (_, pin) => root.fork(`pin:${pin}`).below(2)).join("");
  };
  const patterns = Array.from({ length: 2000 }, (_, seed) => pattern(seed));
  expect(new Set(patterns).size).toBe(2000);
});

test("sibling streams are independent: all combinations of their first numbers occur", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 20_000; seed++) {
    const root = SeededRandom.from(seed);
    seen.add([1, 2, 3, 4].map((i) => root.fork(`button:BTN${i}`).below(6)).join());
  }
  expect(seen.size).toBe(6 ** 4);
});

test("between includes both ends", () => {
  const random = SeededRandom.from(1);
  const seen = new Set(Array.from({ length: 200 }, () => random.between(-1n, 1n)));
  expect([...seen].sort()).toEqual([-1n, 0n, 1n]);
});

test("a seed is a whole number", () => {
  expect(() => SeededRandom.from(1.5)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: the seed 1.5 is not a whole number]`,
  );
});
