/** Reads the words after a command. Mistakes are told in our words, with the nearest flag. */
import { parseArgs } from "node:util";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import type { Command } from "./command.ts";

/** The words after a command, sorted. */
export class Arguments {
  readonly operand: string;
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(operand: string, values: ReadonlyMap<string, readonly string[]>) {
    this.operand = operand;
    this.#values = values;
  }

  has(flag: string): boolean {
    return this.#values.has(flag);
  }

  /** The flag's value; the last one, if it was given several times. */
  value(flag: string): string | undefined {
    return this.#values.get(flag)?.at(-1);
  }

  values(flag: string): readonly string[] {
    return this.#values.get(flag) ?? [];
  }
}

/**
 * Reads the words after a command.
 * @throws UsageError
 */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const { name, flags, operand } = command;
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { value }]) => [
      flag,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: true },
    ]),
  );
  // Not strict, so that the mistake is at hand as a token and not as a text of Node's.
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) throw unknownFlag(token.rawName, name, Object.keys(flags));
    if (flag.value === undefined && token.value !== undefined) {
      throw new UsageError(
        `--${token.name} takes no value, and was given "${token.value}"`,
        `write --${token.name} alone`,
      );
    }
    // `--for --json` is a value forgotten, not a value that looks like a flag.
    const isMissing =
      token.value === undefined ||
      token.value === "" ||
      (token.inlineValue === false && /^--[a-z]/.test(token.value));
    if (flag.value !== undefined && isMissing) {
      throw new UsageError(
        `--${token.name} needs a value`,
        `write --${token.name} <${flag.value}>: ${flag.help}`,
      );
    }
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ""]);
  }
  for (const [flag, given] of values) {
    if (given.length > 1 && !flags[flag]!.multiple) {
      throw new UsageError(`--${flag} was given ${given.length} times`, "give it once");
    }
  }
  const [first, second] = positionals;
  const example = command.examples[0]!;
  if (first === undefined) {
    throw new UsageError(`${name} needs ${operand}`, `for example: ${example}`);
  }
  if (second !== undefined) {
    throw new UsageError(
      `${name} takes one ${operand}, and was given "${first}" and "${second}"`,
      `run it once for each, or quote a path with spaces`,
    );
  }
  return new Arguments(first, values);
}

function unknownFlag(raw: string, command: string, known: readonly string[]): UsageError {
  const names = known.map((flag) => `--${flag}`);
  if (names.length === 0) {
    return new UsageError(`${command} has no flag ${raw}`, `${command} has no flags: leave it out`);
  }
  return new UsageError(
    `${command} has no flag ${raw}${didYouMean(raw, names)}`,
    `\`wakeful ${command} --help\` lists the flags: ${names.join(", ")}`,
  );
}

/**
 * A whole number.
 * @throws UsageError
 */
export function parseWhole(flag: string, text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new UsageError(`--${flag} "${text}" is not a whole number`, `such as --${flag} 7`);
}
