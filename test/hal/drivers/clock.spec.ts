import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { loadParts } from "../../support/parts.ts";
import "../../support/property-seed.ts";

interface Firmware {
  show(time: bigint): void;
  field(index: number): number;
  back(): bigint;
  bytes(): number;
  rtcNow(): bigint;
  rtcIsSet(): number;
  rtcSet(time: bigint): void;
  bits(): number;
  below(limit: number): number;
  between(low: number, high: number): number;
}

let boot: (seed: bigint) => Firmware;
let asked: number;
let time: bigint;

beforeAll(async () => {
  const parts = await loadParts("test/hal/drivers/clock.firmware.ts");
  boot = (seed) => {
    asked = 0;
    time = -1n;
    return parts.instantiate<Firmware>({
      random_bits: () => {
        asked++;
        return BigInt.asIntN(64, seed);
      },
      rtc_get: () => time,
      rtc_set: (to) => void (time = to),
    });
  };
});

function dateOf(fw: Firmware, micros: bigint): number[] {
  fw.show(micros);
  return [0, 1, 2, 3, 4, 5, 6].map((index) => fw.field(index));
}

test("dates are those of the calendar, from year 2 to 9999 and at every end of a month", () => {
  const fw = boot(1n);
  expect(fw.bytes()).toBe(10);
  const check = (ms: number): void => {
    const date = new Date(ms);
    const expected = [
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCDay() || 7,
    ];
    expect(dateOf(fw, BigInt(ms) * 1000n)).toEqual(expected);
    expect(fw.back()).toBe(BigInt(Math.floor(ms / 1000)) * 1_000_000n);
  };
  for (const year of [
    1600, 1899, 1900, 1969, 1970, 1972, 1999, 2000, 2001, 2023, 2024, 2100, 2400,
  ]) {
    for (let month = 0; month < 12; month++) {
      for (const second of [-1, 0]) check(Date.UTC(year, month, 1, 0, 0, second));
    }
  }
  const first = Date.UTC(2000, 0, 1) - 1_999 * 365 * 86_400_000;
  const any = fc.integer({ min: first, max: Date.UTC(9999, 11, 31) });
  fc.assert(fc.property(any, check), { numRuns: 2_000 });
});

test("a clock that was never set says so", () => {
  const fw = boot(1n);
  expect([fw.rtcNow(), fw.rtcIsSet()]).toEqual([-1n, 0]);
  fw.rtcSet(0n);
  expect([fw.rtcNow(), fw.rtcIsSet()]).toEqual([0n, 1]);
});

test("the noise is asked once, and other noise gives other numbers", () => {
  const a = boot(5n);
  const numbers = Array.from({ length: 100 }, () => a.bits() >>> 0);
  expect(asked).toBe(1);
  const b = boot(5n);
  expect(Array.from({ length: 100 }, () => b.bits() >>> 0)).toEqual(numbers);
  const c = boot(6n);
  expect(Array.from({ length: 100 }, () => c.bits() >>> 0)).not.toEqual(numbers);
});

test("numbers are those of xoroshiro64**", () => {
  const fw = boot(0x00000002_00000001n);
  let [a, b] = [1, 2];
  const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
  for (let i = 0; i < 1000; i++) {
    const expected = Math.imul(rotl(Math.imul(a, 0x9e3779bb), 5), 5);
    b ^= a;
    a = rotl(a, 26) ^ b ^ (b << 9);
    b = rotl(b, 13);
    expect(fw.bits() | 0).toBe(expected);
  }
});

/** Sum of squared deviations over what is expected. */
function chiSquared(counts: readonly number[], draws: number): number {
  const expected = draws / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

test.each([2, 6, 7, 100])("all of %i results are equally likely", (limit) => {
  const fw = boot(99n);
  const counts = new Array<number>(limit).fill(0);
  const draws = 100_000;
  for (let i = 0; i < draws; i++) counts[fw.below(limit)]!++;
  // Beyond it lies less than 1 in 10,000, by the normal approximation of Wilson and Hilferty.
  const k = limit - 1;
  const most = k * (1 - 2 / (9 * k) + 3.72 * Math.sqrt(2 / (9 * k))) ** 3;
  expect(chiSquared(counts, draws)).toBeLessThan(most);
});

test("a limit that is no power of two has no favourites, however large", () => {
  // Without rejection the lower half of these would be twice as likely as the upper.
  const fw = boot(7n);
  const limit = 0xc0000000;
  const thirds = [0, 0, 0];
  for (let i = 0; i < 30_000; i++) thirds[Math.floor((fw.below(limit) >>> 0) / 0x40000000)]!++;
  for (const count of thirds) expect(Math.abs(count - 10_000)).toBeLessThan(350);
});

test("between has both ends, and takes any ends", () => {
  const fw = boot(3n);
  const seen = new Set(Array.from({ length: 200 }, () => fw.between(-1, 2)));
  expect([...seen].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  expect(fw.between(5, 5)).toBe(5);
  const wide = Array.from({ length: 100 }, () => fw.between(-(2 ** 31), 2 ** 31 - 1));
  expect(wide.some((n) => n < -1e9) && wide.some((n) => n > 1e9)).toBe(true);
  expect(fw.below(0)).toBe(0);
  expect(fw.below(1)).toBe(0);
});
