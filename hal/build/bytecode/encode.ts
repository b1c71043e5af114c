/**
 * Bytecode as assembly. Each program has numbers of its own for its operators, so that only those that occur cost
 * anything:
 *
 * ```
 *   0 ...                        families: the operand is part of the number
 *   ...                          all other operators that occur
 *   FIRST_CALL ... 255           calls of the functions that are called most
 * ```
 */
import { refuse } from "./module.ts";
import { isLabel, type Item, type Op } from "./translate.ts";

/** An operator with its operand, in the form in which it is written. */
interface Form {
  /** Handler. */
  readonly name: string;
  /** Its number in a family. */
  readonly member?: number;
  readonly bytes: readonly (number | string)[];
  /** Its operand is a place: relative to its end. */
  readonly targets?: readonly number[];
}

const FAMILY = 8;
const NEVER = 0x7fffffffffffffffn;

const little = (value: number | bigint, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 0xffn));

function constant(value: number): Form {
  if (value >= 0 && value < FAMILY) return { name: "const", member: value, bytes: [] };
  if (value >= -128 && value < 128) return { name: "const8", bytes: little(value, 1) };
  if (value >= 0 && value < 0x10000) return { name: "const16", bytes: little(value, 2) };
  return { name: "const32", bytes: little(value, 4) };
}

function longConstant(value: bigint): Form {
  if (value === NEVER) return { name: "long_never", bytes: [] };
  if (value >= -128n && value < 128n) return { name: "long8", bytes: little(value, 1) };
  return { name: "long64", bytes: little(value, 8) };
}

/** Bytes of an operand, where they are as many each time. */
function operandBytes(name: string): number {
  if (/^(slide|index|index_below_.|return_.*)$/.test(name)) return 2;
  return 1;
}

function formOf(op: Op): Form {
  const { name, operand } = op;
  if (op.targets) return { name, bytes: [], targets: op.targets };
  if (name === "const_i") return constant(Number(operand));
  if (name === "const_l") return longConstant(operand as bigint);
  if (/^(get|set|tee)_[il]$/.test(name)) {
    const slot = Number(operand);
    if (slot < FAMILY) return { name, member: slot, bytes: [] };
    if (slot > 63) throw refuse("has a function with more than 250 bytes of variables");
    return { name: `far_${name}`, bytes: [slot] };
  }
  if (name.startsWith("at_")) {
    return {
      name,
      bytes: [`lo8(wakeful_memory + ${operand})`, `hi8(wakeful_memory + ${operand})`],
    };
  }
  if (name.startsWith("global_")) {
    return {
      name,
      bytes: [`lo8(wakeful_globals + ${operand})`, `hi8(wakeful_globals + ${operand})`],
    };
  }
  if (operand === undefined) return { name, bytes: [] };
  return { name, bytes: little(operand, operandBytes(name)) };
}

const isFamily = (form: Form): boolean => form.member !== undefined;

/** Parts of the interpreter that several handlers share: the symbols that ask for those of an operator. */
function sharedBy(name: string): string[] {
  const access = /^(?:get_|at_)?(i\d\d_load.*)$/.exec(name);
  if (access) return [`USES_${access[1]}`, ...(name.startsWith("get_") ? ["USES_fused"] : [])];
  const variable = /^(?:far_)?((?:get|set|tee)_[il])$/.exec(name);
  if (variable) return [`USES_${variable[1]}`];
  const relation = /^i(32|64)_(eq|ne|lt|ge|gt|le)(?:_[su])?$/.exec(name);
  if (relation) {
    const order = /gt|le/.test(relation[2]!) ? "swapped" : "compare";
    return [`USES_${order}_${relation[1] === "32" ? "i" : "l"}`];
  }
  const bytewise = /^(imm_)?(i32_(?:add|sub|and|or|xor|eq|ne))$/.exec(name);
  if (bytewise) return [`USES_${bytewise[2]}`, ...(bytewise[1] ? ["USES_immediate"] : [])];
  if (name.startsWith("wide_")) return ["USES_wide"];
  if (name.startsWith("index_below")) return ["USES_index_below"];
  return [];
}

/** A function that is written: its operators in their forms, and labels between them. */
type Line = Form | { readonly label: number } | { readonly call: number };

function count<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Numbers of operators and of calls. */
class Numbers {
  readonly handlers: string[] = [];
  readonly bases = new Map<string, number>();
  /** Functions that have a number, in its order. */
  readonly called: readonly number[];
  readonly firstCall: number;

  constructor(lines: readonly Line[]) {
    const forms = lines.filter((line): line is Form => "name" in line);
    const families = new Map<string, number>();
    for (const { name, member } of forms.filter(isFamily))
      families.set(name, Math.max(families.get(name) ?? 0, member!));
    for (const [name, highest] of [...families].sort()) {
      this.bases.set(name, this.handlers.length);
      for (let i = 0; i <= highest; i++) this.handlers.push(name);
    }
    const others = count(forms.filter((form) => !isFamily(form)).map(({ name }) => name));
    const wide = [...others.keys()].filter((name) => /^br(_if|_unless)?$/.test(name));
    const calls = count(lines.flatMap((line) => ("call" in line ? [line.call] : [])));
    const called = [...calls].sort(([a, n], [b, m]) => m - n || a - b).map(([index]) => index);
    const names = [
      ...others.keys(),
      ...wide.map((name) => `wide_${name}`),
      "leave_none",
      "leave_l",
    ];
    const room = 256 - this.handlers.length - names.length;
    if (called.length > room) names.push("call");
    for (const name of names.sort()) {
      this.bases.set(name, this.handlers.length);
      this.handlers.push(name);
    }
    this.firstCall = this.handlers.length;
    this.called = called.slice(0, 256 - this.firstCall);
  }

  of(name: string): number {
    return this.bases.get(name)!;
  }

  callOf(index: number): number | undefined {
    const at = this.called.indexOf(index);
    return at < 0 ? undefined : this.firstCall + at;
  }
}

export interface EncodedFunction {
  readonly index: number;
  readonly items: readonly Item[];
  /** Words of own locals. */
  readonly words: number;
}

const functionLabel = (index: number): string => `wakeful_function_${index}`;

function sizeOf(line: Line, numbers: Numbers, isWide: boolean): number {
  if ("label" in line) return 0;
  if ("call" in line) return numbers.callOf(line.call) === undefined ? 3 : 1;
  if (line.name === "br_table") return 2 + 2 * line.targets!.length;
  if (line.targets) return isWide ? 3 : 2;
  return 1 + line.bytes.length;
}

/** Places of all lines, with branches as wide as they must be. */
function layout(lines: readonly Line[], numbers: Numbers): { ends: number[]; wide: Set<number> } {
  const wide = new Set<number>();
  for (;;) {
    let at = 0;
    const labels = new Map<number, number>();
    const ends = lines.map((line, i) => {
      if ("label" in line) labels.set(line.label, at);
      return (at += sizeOf(line, numbers, wide.has(i)));
    });
    const before = wide.size;
    lines.forEach((line, i) => {
      if (!("name" in line) || !line.targets || line.name === "br_table") return;
      const distance = labels.get(line.targets[0]!)! - ends[i]!;
      if (distance < -128 || distance > 127) wide.add(i);
    });
    if (wide.size === before) return { ends, wide };
  }
}

function write(lines: readonly Line[], numbers: Numbers): string[] {
  const { ends, wide } = layout(lines, numbers);
  const labels = new Map<number, number>();
  lines.forEach((line, i) => {
    if ("label" in line) labels.set(line.label, ends[i]!);
  });
  const distance = (label: number, i: number): number => labels.get(label)! - ends[i]!;
  return lines.flatMap((line, i): string[] => {
    if ("label" in line) return [];
    if ("call" in line) {
      const number = numbers.callOf(line.call);
      if (number !== undefined) return [`  .byte ${number}`];
      return [`  .byte ${numbers.of("call")}`, `  .word ${functionLabel(line.call)}`];
    }
    const { name, targets, bytes, member = 0 } = line;
    if (name === "br_table") {
      const places = targets!.map((label) => distance(label, i));
      return [
        `  .byte ${numbers.of(name)}, ${targets!.length - 1}`,
        `  .word ${places.join(", ")}`,
      ];
    }
    if (!targets) return [`  .byte ${[numbers.of(name) + member, ...bytes].join(", ")}`];
    const by = distance(targets[0]!, i);
    if (!wide.has(i)) return [`  .byte ${numbers.of(name)}, ${by}`];
    return [`  .byte ${numbers.of(`wide_${name}`)}`, `  .word ${by}`];
  });
}

/**
 * Writes a program.
 * @param entries functions that are called from C, by the name that C has for them.
 */
export function encode(
  functions: readonly EncodedFunction[],
  entries: ReadonlyMap<string, number>,
): string {
  const bodies = functions.map(({ items }) =>
    items.map((item): Line => {
      if (isLabel(item)) return item;
      return item.name === "call" ? { call: Number(item.operand) } : formOf(item);
    }),
  );
  const numbers = new Numbers(bodies.flat());
  const lines = [
    ...[...numbers.bases].map(([name, base]) => `  .equ OP_${name}, ${base}`),
    ...[...new Set([...numbers.bases.keys()].flatMap(sharedBy))].map((part) => `  .equ ${part}, 1`),
    `  .equ FIRST_CALL, ${numbers.firstCall}`,
    ...[...entries].map(([name, index]) => `#define ENTRY_${name} ${functionLabel(index)}`),
    '#include "interpreter.S"',
    '  .section .text.wakeful_interpreter, "ax", @progbits',
    "wakeful_operators:",
    ...numbers.handlers.map((name) => `  rjmp op_${name}`),
    '  .section .progmem.data.wakeful_code, "a", @progbits',
    "wakeful_called:",
    ...numbers.called.map((index) => `  .word ${functionLabel(index)}`),
    "wakeful_leave_none:",
    `  .byte ${numbers.of("leave_none")}`,
    "wakeful_leave_l:",
    `  .byte ${numbers.of("leave_l")}`,
    ...functions.flatMap(({ index, words }, i) => [
      `${functionLabel(index)}:`,
      `  .byte ${words}`,
      ...write(bodies[i]!, numbers),
    ]),
    "",
  ];
  return lines.join("\n");
}
