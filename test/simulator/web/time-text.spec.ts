import { expect, test } from "vitest";
import { coarseTimeText, readTime, timeText } from "../../../simulator/web/dom/time-text.ts";

test("times are exact, and microseconds have their sign", () => {
  expect([1.5e9, 20_000, 0, 1_234_567_891].map(timeText)).toEqual([
    "1.5s",
    "20µs",
    "0s",
    "1.234567891s",
  ]);
});

test("a time that runs has no digits beyond ten milliseconds, once there are as many", () => {
  expect([9_999_999, 20_000, 1_234_567_891].map(coarseTimeText)).toEqual([
    "9.999999ms",
    "20µs",
    "1.23s",
  ]);
});

test("microseconds are typed with u, with the micro sign, and with mu", () => {
  expect(["20us", "20\u00b5s", "20\u03bcs", " 20 us "].map(readTime)).toEqual([
    20_000, 20_000, 20_000, 20_000,
  ]);
});

test("what is no time is refused", () => {
  expect(() => readTime("20 \u03bcm")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: "20µm" has the unknown unit "µm"]`,
  );
});
