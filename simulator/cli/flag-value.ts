import { UsageError } from "../core/errors.ts";
import { parseDuration } from "../core/time.ts";
import type { MeasuredCurrents } from "../energy/energy.ts";
import { parseWhole, type Arguments } from "./arguments.ts";
import { within } from "./within.ts";

/** A button, when it is pressed, and for how long; in nanoseconds. */
export interface PressRequest {
  readonly button: string;
  readonly at: bigint;
  readonly duration: bigint;
}

/**
 * The duration that a flag was given, in nanoseconds.
 * @throws UsageError
 */
export function durationOf(args: Arguments, flag: string): bigint | undefined {
  const text = args.value(flag);
  return text === undefined ? undefined : within(`--${flag}`, () => parseDuration(text));
}

/**
 * The number that a flag was given, from 1 to `most`.
 * @throws UsageError
 */
export function countOf(args: Arguments, flag: string, most: number): number | undefined {
  const text = args.value(flag);
  if (text === undefined) return undefined;
  const value = parseWhole(flag, text);
  if (value >= 1 && value <= most) return value;
  throw new UsageError(`--${flag} is ${text}`, `give a whole number from 1 to ${most}`);
}

/**
 * The date that a flag was given, in microseconds since 1970.
 * @throws UsageError
 */
export function dateOf(args: Arguments, flag: string): bigint | undefined {
  const text = args.value(flag);
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : NaN;
  if (time >= 0) return BigInt(time) * 1000n;
  throw new UsageError(
    `--${flag} is ${text}`,
    "give a date from 1970 on, UTC, such as 2026-02-28 or 2026-02-28T23:59:00Z",
  );
}

/** Powers of ten. */
const clocks = new Map([
  ["Hz", 0],
  ["kHz", 3],
  ["MHz", 6],
  ["GHz", 9],
]);

/**
 * Reads a clock such as `16MHz`, in cycles a second.
 * @throws UsageError
 */
export function clockOf(args: Arguments, flag: string): number | undefined {
  const text = args.value(flag);
  if (text === undefined) return undefined;
  const [, number, name] = /^(\d+(?:\.\d+)?)([a-z]+)$/i.exec(text) ?? [];
  const unit = [...clocks].find(([known]) => known.toLowerCase() === name?.toLowerCase());
  // Not a product, which is rounded twice: 4.1 * 1e6 is less than 4,100,000.
  const hz = unit ? Number(`${number}e${unit[1]}`) : NaN;
  if (hz > 0 && hz < Infinity) return hz;
  throw new UsageError(`--${flag} "${text}" is not a clock`, "write a number and a unit: 16MHz");
}

/**
 * A number above 0.
 * @throws UsageError
 */
export function ratioOf(args: Arguments, flag: string): number | undefined {
  const text = args.value(flag);
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value > 0) return value;
  throw new UsageError(`--${flag} "${text}" is not a number above 0`, `such as --${flag} 0.25`);
}

/** Currents as they are written, in milliamperes. */
const currents = new Map([
  ["A", 1e3],
  ["mA", 1],
  ["uA", 1e-3],
]);

/**
 * Reads `22mA,14mA`: while the processor runs, and while it sleeps.
 * @throws UsageError
 */
export function currentsOf(args: Arguments, flag: string): MeasuredCurrents | undefined {
  const text = args.value(flag);
  if (text === undefined) return undefined;
  const [active, asleep, ...more] = text.split(",").map((each) => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)([a-z]+)$/i.exec(each) ?? [];
    return Number(number) * (currents.get(unit ?? "") ?? NaN);
  });
  if (active! >= 0 && asleep! >= 0 && more.length === 0) {
    return { active: active!, asleep: asleep! };
  }
  throw new UsageError(
    `--${flag} "${text}" is not two currents`,
    "write what the chip draws awake, and asleep: 22mA,14mA",
  );
}

/**
 * Reads `BTN1@1.2s:80ms`.
 * @throws UsageError
 */
export function parsePress(text: string): PressRequest {
  const parts = /^(.+)@([^@:]+):([^@:]+)$/.exec(text);
  if (!parts) {
    const [, button, at] = /^([^@:]+)@([^@:]+)$/.exec(text) ?? [];
    if (button !== undefined) {
      throw new UsageError(
        `--press "${text}" does not say for how long`,
        `add it after a colon: ${button}@${at}:80ms`,
      );
    }
    throw new UsageError(
      `--press "${text}" is not a press`,
      "write button@time:duration, such as BTN1@1.2s:80ms",
    );
  }
  const [, button, at, span] = parts as unknown as [string, string, string, string];
  const duration = within(`--press ${text}`, () => parseDuration(span));
  if (duration === 0n) {
    throw new UsageError(`--press ${text}: a press cannot last 0s`, "such as BTN1@1.2s:80ms");
  }
  return { button, at: within(`--press ${text}`, () => parseDuration(at)), duration };
}
