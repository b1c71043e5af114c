/** Checks of what matchers and the fixture are given. Types refuse most of it; plain JavaScript does not. */
import { UsageError } from "../../core/errors.ts";
import { didYouMean } from "../../core/nearest.ts";

/** An error whose message has the way out, since that is all that vitest shows. */
export function wrongUse(message: string, hint: string): UsageError {
  return new UsageError(`${message}\n  way out: ${hint}`, hint);
}

/** A value as messages show it. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/**
 * What a matcher was given, checked field by field. `matcher` is its name, `example` a right use of it.
 */
export class Given {
  readonly #matcher: string;
  readonly #example: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @throws UsageError unless `value` is an object with no fields but `known`. */
  constructor(matcher: string, example: string, value: unknown, known: readonly string[]) {
    this.#matcher = matcher;
    this.#example = example;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.wrong(`is given ${show(value)} where it wants an object`);
    }
    this.#fields = value as Readonly<Record<string, unknown>>;
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined) {
      throw wrongUse(
        `${matcher} has no option \`${unknown}\`${didYouMean(unknown, known)}`,
        `it has ${known.join(", ")}`,
      );
    }
  }

  /** A time of 0 or more, or undefined if it is not given. */
  time(name: string): bigint | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    if (typeof value === "bigint") {
      if (value >= 0n) return value;
      throw this.wrong(`has \`${name}\` ${value}n, and a time is 0 or more`);
    }
    throw this.noTime(`has \`${name}\` ${show(value)}`, value);
  }

  /** As `time`, for what must be given and be more than 0. */
  span(name: string): bigint {
    const value = this.time(name);
    if (value === undefined) throw this.wrong(`wants \`${name}\``);
    if (value === 0n) throw this.wrong(`has \`${name}\` 0n, and it is more than 0`);
    return value;
  }

  /** A whole number from `least` on, or undefined if it is not given. */
  count(name: string, least: number): number | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
    throw this.wrong(`has \`${name}\` ${show(value)}, and it is a whole number from ${least} on`);
  }

  /** A number from 0 to 1, or undefined if it is not given. */
  share(name: string): number | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    return this.checkShare(`has \`${name}\``, value);
  }

  checkShare(what: string, value: unknown): number {
    if (typeof value === "number" && value >= 0 && value <= 1) return value;
    throw this.wrong(`${what} ${show(value)}, and a share is a number from 0 to 1`);
  }

  level(name: string): 0 | 1 {
    return this.checkLevel(`has \`${name}\``, this.#fields[name]);
  }

  checkLevel(what: string, value: unknown): 0 | 1 {
    if (value === 0 || value === 1) return value;
    throw this.wrong(`${what} ${show(value)}, and a level is 0 or 1`);
  }

  noTime(what: string, value: unknown): UsageError {
    const hint =
      typeof value === "number" && Number.isFinite(value)
        ? `write millis(${value}) for milliseconds, or seconds(${value}); both come from "wakeful"`
        : `write ${this.#example}`;
    return this.refuse(`${what}, and a time is a bigint of nanoseconds`, hint);
  }

  wrong(what: string): UsageError {
    return this.refuse(what, `write ${this.#example}`);
  }

  refuse(what: string, hint: string): UsageError {
    return wrongUse(`${this.#matcher} ${what}`, hint);
  }
}
