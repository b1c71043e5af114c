import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../../../simulator/core/errors.ts";
import {
  ceilToMicro,
  days,
  formatTime,
  hours,
  micros,
  millis,
  minutes,
  nanos,
  parseDuration,
  seconds,
} from "../../../simulator/core/time.ts";

test("numbers are read as the decimals they print as", () => {
  expect(nanos(5)).toBe(5n);
  expect(micros(0.5)).toBe(500n);
  expect(millis(80)).toBe(80_000_000n);
  expect(seconds(1.5)).toBe(1_500_000_000n);
  expect(seconds(0.1) + seconds(0.2)).toBe(seconds(0.3));
  expect(seconds(1e-7)).toBe(100n);
  expect(seconds(1.5e21)).toBe(1_500_000_000_000_000_000_000_000_000_000n);
  expect(minutes(2n)).toBe(120_000_000_000n);
  expect(hours(1)).toBe(3_600_000_000_000n);
  expect(days(-1)).toBe(-86_400_000_000_000n);
});

test.each([
  ["1.2s", 1_200_000_000n],
  ["80ms", 80_000_000n],
  ["500us", 500_000n],
  ["500µs", 500_000n],
  ["10ns", 10n],
  ["2m", 120_000_000_000n],
  ["1h", 3_600_000_000_000n],
  ["1d", 86_400_000_000_000n],
  ["0s", 0n],
  ["0.000000001s", 1n],
])("%s", (text, time) => {
  expect(parseDuration(text)).toBe(time);
});

test("a duration that is none says the way out", () => {
  const tell = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof UsageError) return `${error.message}; ${error.hint}`;
    }
    throw new Error("no UsageError");
  };
  expect(tell(() => parseDuration("fast"))).toMatchInlineSnapshot(
    `""fast" is not a duration; write a number and a unit: 80ms, 1.2s, 5m"`,
  );
  expect(tell(() => parseDuration("-1s"))).toMatchInlineSnapshot(
    `""-1s" is not a duration; write a number and a unit: 80ms, 1.2s, 5m"`,
  );
  expect(tell(() => parseDuration("12"))).toMatchInlineSnapshot(
    `""12" has no unit; write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)"`,
  );
  expect(tell(() => parseDuration("1min"))).toMatchInlineSnapshot(
    `""1min" has the unknown unit "min"; write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)"`,
  );
  expect(tell(() => parseDuration("0.5ns"))).toMatchInlineSnapshot(
    `""0.5ns" is not a whole number of nanoseconds; time is counted in nanoseconds: write fewer decimals"`,
  );
  expect(tell(() => seconds(Infinity))).toMatchInlineSnapshot(
    `"seconds(Infinity) is not a duration; give a finite number"`,
  );
  expect(tell(() => micros(0.0001))).toMatchInlineSnapshot(
    `"micros(0.0001) is not a whole number of nanoseconds; time is counted in nanoseconds: round the number first"`,
  );
});

test("times are written exactly and can be read back", () => {
  expect(formatTime(0n)).toBe("0s");
  expect(formatTime(1_200_000_000n)).toBe("1.2s");
  expect(formatTime(80_000_000n)).toBe("80ms");
  expect(formatTime(1_001n)).toBe("1.001us");
  expect(formatTime(-5n)).toBe("-5ns");
  expect(formatTime(2n ** 32n * 1_000n)).toBe("4294.967296s");
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), (time) => {
      expect(parseDuration(formatTime(time))).toBe(time);
    }),
  );
});

test("rounding up to the firmware's clock is exact beyond 2^53", () => {
  expect(ceilToMicro(0n)).toBe(0n);
  expect(ceilToMicro(1n)).toBe(1_000n);
  expect(ceilToMicro(1_000n)).toBe(1_000n);
  expect(ceilToMicro(2n ** 60n * 1_000n + 1n)).toBe((2n ** 60n + 1n) * 1_000n);
});
