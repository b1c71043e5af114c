/**
 * Time is a whole number of nanoseconds in a bigint: no drift, no wrap, and equal instants compare
 * equal. A number is read as the decimal it prints as, so `seconds(0.1)` is 100 ms exactly although
 * no double is a tenth.
 */
import { UsageError } from "./errors.ts";

/** Nanoseconds in one unit of a written duration. */
const units = new Map<string, bigint>([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
  ["d", 86_400_000_000_000n],
]);

const writeDuration = "write a number and a unit: 80ms, 1.2s, 5m";

/** `whole.fraction × unit`, or null if that is not a whole number of nanoseconds. */
function scale(whole: string, fraction: string, exponent: number, unit: bigint): bigint | null {
  const digits = BigInt(whole + fraction) * unit;
  const shift = exponent - fraction.length;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return digits % divisor === 0n ? digits / divisor : null;
}

function duration(name: string, value: number | bigint, unit: bigint): bigint {
  if (typeof value === "bigint") return value * unit;
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!parts) throw new UsageError(`${name}(${value}) is not a duration`, "give a finite number");
  const size = scale(parts[2]!, parts[3] ?? "", Number(parts[4] ?? 0), unit);
  if (size === null) {
    throw new UsageError(
      `${name}(${value}) is not a whole number of nanoseconds`,
      "time is counted in nanoseconds: round the number first",
    );
  }
  return parts[1] === "-" ? -size : size;
}

/**
 * Nanoseconds.
 * @throws UsageError if `value` is not finite, or not a whole number of nanoseconds.
 */
export function nanos(value: number | bigint): bigint {
  return duration("nanos", value, 1n);
}

/**
 * Microseconds, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function micros(value: number | bigint): bigint {
  return duration("micros", value, 1_000n);
}

/**
 * Milliseconds, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function millis(value: number | bigint): bigint {
  return duration("millis", value, 1_000_000n);
}

/**
 * Seconds, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function seconds(value: number | bigint): bigint {
  return duration("seconds", value, 1_000_000_000n);
}

/**
 * Minutes, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function minutes(value: number | bigint): bigint {
  return duration("minutes", value, 60_000_000_000n);
}

/**
 * Hours, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function hours(value: number | bigint): bigint {
  return duration("hours", value, 3_600_000_000_000n);
}

/**
 * Days of 24 hours, in nanoseconds.
 * @throws UsageError as `nanos`.
 */
export function days(value: number | bigint): bigint {
  return duration("days", value, 86_400_000_000_000n);
}

/**
 * Reads `1.2s`, `80ms`, `500us`, `10ns`, `2m`, `1h`, `1d`.
 * @returns nanoseconds.
 * @throws UsageError if the text is no duration, or not a whole number of nanoseconds.
 */
export function parseDuration(text: string): bigint {
  const parts = /^(\d+)(?:\.(\d+))?([a-zµ]*)$/.exec(text);
  if (!parts) throw new UsageError(`"${text}" is not a duration`, writeDuration);
  const name = parts[3]!;
  const unit = units.get(name);
  if (unit === undefined) {
    const what = name === "" ? "no unit" : `the unknown unit "${name}"`;
    throw new UsageError(`"${text}" has ${what}`, `${writeDuration} (ns, us, ms, s, m, h, d)`);
  }
  const size = scale(parts[1]!, parts[2] ?? "", 0, unit);
  if (size === null) {
    throw new UsageError(
      `"${text}" is not a whole number of nanoseconds`,
      "time is counted in nanoseconds: write fewer decimals",
    );
  }
  return size;
}

/**
 * Writes a time exactly, in the largest of s, ms, us and ns that it fills: `1.2s`, `80ms`, `0s`.
 * `parseDuration` reads it back, unless it is negative.
 */
export function formatTime(time: bigint): string {
  if (time < 0n) return `-${formatTime(-time)}`;
  if (time === 0n) return "0s";
  const [name, unit, decimals] =
    time >= 1_000_000_000n
      ? (["s", 1_000_000_000n, 9] as const)
      : time >= 1_000_000n
        ? (["ms", 1_000_000n, 6] as const)
        : time >= 1_000n
          ? (["us", 1_000n, 3] as const)
          : (["ns", 1n, 0] as const);
  const fraction = (time % unit).toString().padStart(decimals, "0").replace(/0+$/, "");
  return `${time / unit}${fraction === "" ? "" : `.${fraction}`}${name}`;
}

/**
 * Refuses what is no time.
 * @param what what it was given as, for the message: `runFor(...)`.
 * @throws UsageError unless `value` is a bigint.
 */
export function checkTime(what: string, value: unknown): void {
  if (typeof value === "bigint") return;
  const shown = typeof value === "function" ? "a function" : String(value);
  throw new UsageError(
    `${what} is ${shown}, and a time is a bigint of nanoseconds`,
    typeof value === "number" && Number.isFinite(value)
      ? `write millis(${value}) for milliseconds, or seconds(${value}), or nanos(${value})`
      : "write millis(500) or seconds(2)",
  );
}

/** The whole microseconds in `time`: what the firmware's clock shows. */
export function floorMicros(time: bigint): bigint {
  return time / 1_000n;
}

/** The first instant at or after `time` at which the firmware's clock is exact, in nanoseconds. */
export function ceilToMicro(time: bigint): bigint {
  const past = time % 1_000n;
  return past === 0n ? time : time + 1_000n - past;
}
