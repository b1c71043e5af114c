/**
 * Which parts of a frame a variable may point into. A record that a future gave out lies in that
 * future's own memory: `const reading = await readings.receive()`. So the part has to stay what it is
 * as long as a variable that came from it is alive, whatever the author assigned it to meanwhile.
 *
 * Found without regard to the order of instructions; what is stored in other records, or handed to
 * plain functions that keep it, is not seen.
 */
import type { Flow, Instruction } from "./blocks.ts";
import type { Code, Future, Variable } from "./ir.ts";

export interface Origins {
  /** The parts that a variable may point into. */
  of(variable: Variable): ReadonlySet<Variable>;
  /** The streams that a part polls when it is polled: `filter(readings, ...)` polls `readings`. */
  feeds(part: Variable): ReadonlySet<Variable>;
  isStream(variable: Variable): boolean;
}

const NONE: ReadonlySet<Variable> = new Set();

export const noOrigins: Origins = { of: () => NONE, feeds: () => NONE, isStream: () => false };

/**
 * @param points whether a variable holds the address of a record.
 * @param gives whether a part's result is such an address.
 * @param isStream whether a variable holds a stream, or its address.
 */
export function findOrigins(
  { blocks }: Flow,
  points: (variable: Variable) => boolean,
  gives: (part: Variable) => boolean,
  isStream: (variable: Variable) => boolean,
): Origins {
  const found = new Map<Variable, Set<Variable>>();
  const fed = new Map<Variable, Set<Variable>>();
  let hasChanged: boolean;
  const feed = (part: Variable, code: Code): void => {
    const known = fed.get(part) ?? new Set();
    fed.set(part, known);
    const before = known.size;
    for (const fragment of code) {
      if (fragment.kind !== "use" || !isStream(fragment.variable)) continue;
      for (const stream of found.get(fragment.variable) ?? []) {
        if (!isStream(stream)) continue;
        known.add(stream);
        fed.get(stream)?.forEach((s) => known.add(s));
      }
    }
    if (known.size > before) hasChanged = true;
  };
  const add = (variable: Variable, origins: Iterable<Variable>): void => {
    for (const origin of origins) {
      const known = found.get(variable) ?? new Set();
      if (known.has(origin)) continue;
      found.set(variable, known.add(origin));
      hasChanged = true;
    }
  };
  /** Where the value of an expression may point; assignments in it are taken note of. */
  const read = (code: Code): Set<Variable> => {
    const origins = new Set<Variable>();
    for (const fragment of code) {
      if (fragment.kind === "use") found.get(fragment.variable)?.forEach((o) => origins.add(o));
      else if (fragment.kind === "output") {
        if (gives(fragment.variable)) {
          origins.add(fragment.variable);
          fed.get(fragment.variable)?.forEach((o) => origins.add(o));
        }
      } else if (fragment.kind === "assign") {
        const value = read(fragment.value);
        if (points(fragment.variable)) add(fragment.variable, value);
        value.forEach((o) => origins.add(o));
      }
    }
    return origins;
  };
  const visit = (instruction: Instruction): void => {
    if (instruction.kind === "run") read(instruction.code);
    else if (instruction.kind === "set") {
      const origins = read(instruction.value ?? []);
      if (points(instruction.variable)) add(instruction.variable, origins);
    } else if (instruction.kind === "begin") {
      // It may keep what it is given until it is ready.
      const { part, receiver, args } = instruction.leaf;
      // An object in its place: whoever has its address points there.
      if (points(part)) add(part, [part]);
      // What is copied is not kept.
      if (instruction.leaf.label === "copy" && !receiver) {
        args.forEach(read);
        return;
      }
      for (const code of [receiver ?? [], ...args]) {
        add(part, read(code));
        feed(part, code);
      }
    } else if (instruction.kind === "await") {
      const { future, result } = instruction.site;
      const part = leafOf(future);
      if (result && part && gives(part) && points(result)) {
        add(result, [part, ...(fed.get(part) ?? [])]);
      }
    }
  };
  do {
    hasChanged = false;
    for (const { instructions } of blocks) instructions.forEach(visit);
  } while (hasChanged);
  return {
    of: (variable) => found.get(variable) ?? NONE,
    feeds: (part) => fed.get(part) ?? NONE,
    isStream,
  };
}

/** The part whose result an await gives. */
function leafOf(future: Future): Variable | undefined {
  if (future.kind === "leaf") return future.part;
  if (future.kind !== "held") return undefined;
  const { held } = future;
  return held.future.kind === "leaf" ? held.variable : undefined;
}

/** A part that is filled anew while a variable still points into it. */
export interface Stale {
  readonly label: string;
  readonly at: number;
  readonly end: number;
  readonly variable: Variable;
}
