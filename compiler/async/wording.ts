/** What asc says of the erased twin, in words for somebody who wrote async functions. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

const AWAIT = "did you forget await? Or keep it in a const and await that later";

/** A frame's class: `lamp/blink$`, `lamp/Lamp$on`, `echo$<i32>`. */
const FRAME = /'(?:[^']*\/)?(\w+)\$(\w*)(?:<[^']*>)?'/;

interface Wording {
  readonly pattern: RegExp;
  readonly code: string;
  readonly hint: string;
  message(match: RegExpExecArray): string;
}

const wordings: readonly Wording[] = [
  {
    pattern: new RegExp(`^Type ${FRAME.source} is not assignable to type '([^']*)'`),
    code: "unused-future",
    message: ([, first, second, type]) =>
      `${called(first!, second!)} is a future, and this place needs ${type!.replace(/^.*\//, "")}`,
    hint: AWAIT,
  },
  {
    pattern: /^Type 'void' is not assignable to type '<auto>'/,
    code: "no-value",
    message: () => "what is awaited here has no value",
    hint: "await it as a statement of its own; what is over when it returns, and no future, needs no await",
  },
  {
    pattern: /^Index signature is missing in type '(?:[^']*\/)?([^'/]*)'/,
    code: "await-of-no-future",
    message: ([, type]) => `a value of type ${type} is not a future`,
    hint: "leave the await away, or await a call of an async function",
  },
  {
    pattern: /^Type argument expected/,
    code: "unknown-type",
    message: () => "the type of what is given here cannot be told",
    hint: "look in it for a name that is misspelt, or an await that was forgotten",
  },
  {
    pattern: /^Not implemented: Closures/,
    code: "closure",
    message: () => "a function inside a function cannot use the variables around it",
    hint: "give it what it needs as arguments, or use a variable at the top of the file",
  },
  {
    pattern: /^Property 'next' does not exist on type '(?:[^']*\/)?([^'/]*)'/,
    code: "no-stream",
    message: ([, type]) => `${type} is no stream: it has no next()`,
    hint: "for await takes an object whose next() is a future with hasValue and output()",
  },
];

/** Errors that only follow from others. */
const consequence = /'auto'|^Type argument expected|^Cannot infer/;

/** A variable of the twin: the author's name, and what tells it from others of that name. */
const TWIN = /\b(\w+)\$\d+_/g;

export function inAuthorsWords(errors: readonly Diagnostic[]): Diagnostic[] {
  const named = errors.map((e) => ({ ...e, message: e.message.replace(TWIN, "$1") }));
  const hasClosure = named.some((e) => e.message.includes("Closures"));
  const causes = named.filter(
    (e) =>
      !consequence.test(e.message) &&
      !(hasClosure && e.message.includes("used before being assigned")),
  );
  const told = (causes.length > 0 ? causes : named).map(reworded);
  const isOfNoValue = (e: Diagnostic): boolean =>
    /^An expression of type 'void' cannot be tested/.test(e.message) &&
    told.some((d) => d.code === "no-value" && isWithin(e, d));
  return told.filter((e) => !isOfNoValue(e));
}

/** asc compiles `log` for the types of its values, so what it refuses lies in that file. */
const LOG = /firmware\/report\/log\.ts$/;

function ofLog({ place: _, ...error }: Diagnostic): Diagnostic {
  const type = /^Type '(?:[^']*\/)?([\w$]+)(?:<[^']*>)?(?: \| null)?'/.exec(error.message)?.[1];
  const what = type?.includes("$") ? "a future" : `a ${type ?? "value of another type"}`;
  const message = `a log(...) is given ${what}, and can only carry numbers and truth values`;
  const hint = "a text stands in the first argument, in place; a future has to be awaited";
  return { ...error, code: "log-value", message, hint };
}

function reworded(error: Diagnostic): Diagnostic {
  if (error.place && LOG.test(error.place.file)) return ofLog(error);
  for (const { pattern, code, message, hint } of wordings) {
    const match = pattern.exec(error.message);
    if (match) return { ...error, code, message: message(match), hint };
  }
  const frame = FRAME.exec(error.message);
  if (!frame) return error;
  const future = `the future ${called(frame[1]!, frame[2]!)}`;
  return { ...error, message: error.message.replace(FRAME, future), hint: AWAIT };
}

function called(first: string, second: string): string {
  return second ? `${first}.${second}(...)` : `${first}(...)`;
}

/**
 * A method that is gone from the lowered source.
 * @param isAsync whether a class has an async method of a name.
 */
export function asUnused(
  error: Diagnostic,
  isAsync: (owner: string, method: string) => boolean,
): Diagnostic {
  const match = /^Property '(\w+)' does not exist on type '(?:[^']*\/)?(\w+)/.exec(error.message);
  if (!match || !isAsync(match[2]!, match[1]!)) return error;
  const [, method, owner] = match;
  const message = `${owner!}.${method!}(...) is a future, and nobody waits for it here`;
  return { ...error, code: "unused-future", message, hint: AWAIT };
}

/** Whether asc says that an object has no such method, where a future of it was suspected. */
export function denies(error: Diagnostic, suspected: Diagnostic): boolean {
  return error.code === "asc-2339" && isWithin(error, suspected);
}

/** Whether an error lies in what another one is about. */
export function isWithin(
  { place }: Diagnostic,
  { place: around, length = 1 }: Diagnostic,
): boolean {
  if (!place || !around || place.file !== around.file || place.line !== around.line) return false;
  return place.column >= around.column && place.column < around.column + length;
}
