/**
 * What can be changed about a part while it runs: what a sensor measures, where a knob stands. Parts list theirs in
 * `settings`, under the names that board files give to their attributes; tests, scripts and replays set them by name.
 */
import { z } from "zod";
import type { Clock } from "../core/context.ts";
import { UsageError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest.ts";
import { checkTime, formatTime } from "../core/time.ts";
import type { Part } from "./part.ts";

/** One thing that can be set. */
export interface Setting {
  /** What it can be set to, for messages: `a number from -40 to 80 (°C)`. */
  readonly values: string;
  /**
   * Reads a value as it is written.
   * @returns makes the change, when its time has come; undefined if it is no value of this setting.
   */
  read(text: string): (() => void) | undefined;
}

/** The numbers that a setting or an attribute can have, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
  /** Only whole ones. */
  readonly whole?: boolean;
  /** Of measure, for messages. */
  readonly unit?: string;
}

function describe({ least, most, whole, unit }: Range): string {
  const kind = whole === true ? "a whole number" : "a number";
  return `${kind} from ${least} to ${most}${unit === undefined ? "" : ` (${unit})`}`;
}

function numberIn({ least, most, whole }: Range, text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most && (whole !== true || Number.isInteger(value))
    ? value
    : undefined;
}

/** Schema of an attribute that is a number, written as a text. */
export function numberAttr(range: Range, fallback: string): z.ZodDefault<z.ZodString> {
  return z
    .string()
    .refine((text) => numberIn(range, text) !== undefined, `should be ${describe(range)}`)
    .default(fallback);
}

/** A setting that is a number. */
export function numberSetting(range: Range, change: (value: number) => void): Setting {
  return {
    values: describe(range),
    read(text) {
      const value = numberIn(range, text);
      return value === undefined ? undefined : () => change(value);
    },
  };
}

/** A setting that is on or off: `1` or `0`. */
export function switchSetting(change: (on: boolean) => void): Setting {
  return choiceSetting(["0", "1"], (value) => change(value === "1"));
}

/** A setting with a few values. */
export function choiceSetting(
  choices: readonly string[],
  change: (value: string) => void,
): Setting {
  return {
    values: choices.join(" or "),
    read: (text) => (choices.includes(text) ? () => change(text) : undefined),
  };
}

/** What is set, and when: nanoseconds since reset, by default at once. */
export interface SetRequest {
  readonly id: string;
  readonly name: string;
  readonly value: string | number | boolean;
  readonly at?: bigint | undefined;
}

/**
 * Reads what is to be set of a part.
 * @returns makes the change.
 * @throws UsageError if there is no such part, setting or value.
 */
export function readSetting(parts: readonly Part[], request: Omit<SetRequest, "at">): () => void {
  const { id, name, value } = request;
  const able = parts.filter(({ settings }) => settings !== undefined);
  const part = able.find((one) => one.id === id);
  if (part === undefined) {
    const ids = able.map((one) => one.id);
    const isThere = parts.some((one) => one.id === id);
    throw new UsageError(
      isThere
        ? `nothing of ${id} can be set`
        : `no part "${id}" that something can be set of${didYouMean(id, ids)}`,
      ids.length > 0
        ? `Something can be set of ${ids.join(", ")}.`
        : "The board has no part that something can be set of.",
    );
  }
  const settings = part.settings!;
  const names = Object.keys(settings);
  const setting = names.includes(name) ? settings[name]! : undefined;
  if (setting === undefined) {
    throw new UsageError(
      `${id} has no "${name}" that can be set${didYouMean(name, names)}`,
      `It has ${names.join(", ")}.`,
    );
  }
  const text = textOf(value);
  const change = setting.read(text);
  if (change === undefined) {
    throw new UsageError(`${name} of ${id} cannot be "${text}"`, `Give ${setting.values}.`);
  }
  return change;
}

function textOf(value: SetRequest["value"]): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}

/**
 * Sets something of a part.
 * @throws UsageError if there is no such part, setting or value, or `at` has passed.
 */
export function set(parts: readonly Part[], clock: Clock, request: SetRequest): void {
  const { id, name, value, at } = request;
  const change = readSetting(parts, request);
  const { now } = clock;
  if (at !== undefined) checkTime("`at` of what is set", at);
  if (at !== undefined && at < now) {
    throw new UsageError(
      `${id} cannot be set at ${formatTime(at)}: it is ${formatTime(now)} already`,
      "ask for it before the simulation runs past that",
    );
  }
  const deed = { kind: "set", at: at ?? now, words: [id, name, textOf(value)] };
  if (at === undefined) clock.input(change, deed);
  else clock.input(() => clock.at(at, change), deed);
}
