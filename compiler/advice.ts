/** Ways out of what asc says: names that were meant, members that there are, conversions to write. */
import ts from "typescript";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { nearestName } from "./diagnostics/nearest.ts";
import { foreignHint } from "./front/foreign.ts";
import { membersOf } from "./front/members.ts";
import { hintForName } from "./front/names.ts";
import type { Unit } from "./front/unit.ts";

export interface Known {
  /** The author's file of a name. */
  unit(file: string): Unit | undefined;
  /** The file of a path as asc names it. */
  at(path: string): Unit | undefined;
}

/** A diagnostic of asc's with a way out, where one can be told, and without paths before types. */
export function advised(error: Diagnostic, known: Known): Diagnostic {
  const unit = error.place && known.unit(error.place.file);
  const hint = hintOf(error, unit, known);
  const message = error.message.replace(/'[^']*'/g, withoutPaths);
  return { ...error, message, ...(hint === undefined ? {} : { hint }) };
}

/** `~lib/wakeful/hal/drivers/output/Output` is Output to its user. */
function withoutPaths(quoted: string): string {
  return quoted.replace(/(?:~lib\/)?(?:[\w.-]+\/)+(?=[A-Za-z_$][\w$]*(?![\w./-]))/g, "");
}

function hintOf(
  { code, message, place, length }: Diagnostic,
  unit: Unit | undefined,
  known: Known,
): string | undefined {
  if (!unit || !place) return undefined;
  if (code === "asc-2304") {
    const name = /^Cannot find name '([^']*)'/.exec(message)?.[1];
    return name === undefined ? undefined : hintForName(unit.tree, name);
  }
  if (code === "asc-2339") {
    const [, member, type] =
      /^Property '([^']*)' does not exist on type '([^']*)'/.exec(message) ?? [];
    if (member === undefined) return undefined;
    return hintForMember(member, type!, nodeAt(unit, place, length), unit, known);
  }
  if (code === "asc-200") {
    const [, from, to] = /^Conversion from type '(\w+)' to '(\w+)'/.exec(message) ?? [];
    if (from === undefined || !/^(?:[iuf]\d+|[iu]size|bool)$/.test(to!)) return undefined;
    return hintForConversion(unit, nodeAt(unit, place, length), from, to!);
  }
  if (code === "asc-2322") return hintForType(message, nodeAt(unit, place, length));
  if (code === "asc-2554") return hintForCount(unit, nodeAt(unit, place, length));
  if (code === "asc-100" && message.endsWith("Iterators")) {
    return "there is no for ... of: write for (let i = 0; i < pins.length; i++) and read pins[i]";
  }
  return undefined;
}

/** Where Arduino's function of that name takes nothing. */
function hintForCount(unit: Unit, node: ts.Expression | undefined): string | undefined {
  const callee = node && ts.isCallExpression(node) ? node.expression : node;
  const name = callee && ts.isIdentifier(callee) ? unit.imported.get(callee.text) : undefined;
  if (name !== "millis" && name !== "micros") return undefined;
  return `${name}(500) makes a duration; now() tells the microseconds since reset`;
}

/** What was given where an address or a number is taken. */
function hintForType(message: string, node: ts.Expression | undefined): string | undefined {
  const [, from, to] =
    /^Type '(?:[^']*\/)?(\w+)(?:<[^']*>)?' is not assignable to type '(\w+)'/.exec(message) ?? [];
  if (to === "usize" && /^(Static)?Array$|^[A-Z]\w*Array$|^ArrayBuffer$/.test(from!)) {
    return from === "StaticArray"
      ? "it takes an address: write changetype<usize>(...) around the array"
      : "it takes an address: write const buffer = memory.data(32) at the top of the file, and load<u8>(buffer + i)";
  }
  if (from === "String" && /^(?:[iuf]\d+|[iu]size)$/.test(to!)) {
    const text = node && ts.isStringLiteral(node) ? node.text : "";
    const pin = foreignHint(text);
    if (pin !== undefined) return pin;
    return "a text is no number: write 10 for a line feed, a number or a member of an enum for a key";
  }
  return undefined;
}

/** Members that people know by another name, where a near one is another thing: `pressed` waits. */
const MEANT: Readonly<Record<string, string>> = {
  "Button.isPressed": "write isDown, without brackets; await pressed() waits for the next press",
  "Button.read": "write isDown, without brackets",
  "Output.on": "write high()",
  "Output.off": "write low()",
  "Output.write": "write set(...)",
};

function hintForMember(
  member: string,
  type: string,
  node: ts.Node | undefined,
  unit: Unit,
  { at }: Known,
): string | undefined {
  const plain = type.replace(/<.*$/, "");
  const slash = plain.lastIndexOf("/");
  const name = plain.slice(slash + 1);
  const access = node?.parent;
  const receiver = access && ts.isPropertyAccessExpression(access) ? access.expression : undefined;
  const isStatic =
    receiver !== undefined &&
    ts.isIdentifier(receiver) &&
    (unit.imported.get(receiver.text) ?? receiver.text) === name;
  const members = membersOf(plain.slice(0, slash), name, at, isStatic);
  if (members.length === 0) return undefined;
  const meant = MEANT[`${name}.${member}`];
  if (meant !== undefined) return meant;
  const nearest = nearestName(member, members);
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  return `${name} has ${members.slice(0, 10).join(", ")}${members.length > 10 ? ", and more" : ""}`;
}

/** The author's expression that asc means. */
function nodeAt(
  { tree }: Unit,
  { line, column }: { readonly line: number; readonly column: number },
  length = 1,
): ts.Expression | undefined {
  const at = tree.getPositionOfLineAndCharacter(line - 1, column - 1);
  let best: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > at || node.end < at) return;
    const isBegun = node.getStart(tree) === at;
    // The longest that is not longer than what asc underlines; what awaits has become another text.
    if (isBegun && (!best || best.getWidth(tree) > length)) best = node;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return best as ts.Expression | undefined;
}

const LONGEST = 32;

function hintForConversion(
  unit: Unit,
  node: ts.Expression | undefined,
  from: string,
  to: string,
): string {
  const isFraction = from.startsWith("f");
  if (node && isFraction && to === "u64") {
    const time = hintForTime(unit, node);
    if (time !== undefined) return time;
  }
  const text = node?.getText(unit.tree) ?? "";
  const range = /^[iu]\d+$/.test(to) && /^-?\d[\d_]*$/.test(text) ? rangeOf(to) : undefined;
  const value = BigInt(range ? text.replaceAll("_", "") : 0);
  if (range && (value < range[0] || value > range[1])) {
    return `${to} holds ${range[0]} to ${range[1]}: give one of them`;
  }
  const isShort = text !== "" && text.length <= LONGEST && !text.includes("\n");
  const cast = isShort ? `write <${to}>${bracketed(text)}` : `write <${to}>(...) around it`;
  if (to === "bool") return `write ${isShort ? `${text} != 0` : "... != 0"}`;
  if (isFraction && !to.startsWith("f")) return `${cast}: the fraction is cut off`;
  return `${cast}, if ${to} can hold every value that it has`;
}

function rangeOf(type: string): readonly [bigint, bigint] {
  const bits = BigInt(type.slice(1));
  return type.startsWith("u")
    ? [0n, (1n << bits) - 1n]
    : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

function bracketed(text: string): string {
  return text.startsWith("(") && text.endsWith(")") ? text : `(${text})`;
}

const seconds = ["s", 1_000_000] as const;
const units: Readonly<Record<string, readonly [string, number]>> = {
  millis: ["ms", 1_000],
  micros: ["us", 1],
};

/** What the package's functions take as u64 are times. */
function hintForTime(unit: Unit, node: ts.Expression): string | undefined {
  let value: ts.Node = node;
  while (value.parent && !ts.isCallExpression(value.parent)) {
    if (ts.isStatement(value.parent)) return undefined;
    value = value.parent;
  }
  const call = value.parent as ts.CallExpression | undefined;
  if (!call?.arguments.includes(value as ts.Expression)) return undefined;
  const callee = call.expression;
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const name = ts.isIdentifier(root) ? unit.imported.get(root.text) : undefined;
  if (name === undefined) return undefined;
  const [sign, factor] = units[name] ?? seconds;
  const text = node.getText(unit.tree);
  const count = Math.round(Number(text) * factor);
  const whole = "times are whole numbers of microseconds";
  if (!ts.isNumericLiteral(node) || count < 1) {
    return `${whole}: count in a smaller unit, as in millis(500)`;
  }
  return `${whole}: for ${text} ${sign} write ${timeOf(count)}`;
}

function timeOf(count: number): string {
  if (count % 1_000_000 === 0) return `seconds(${count / 1_000_000})`;
  return count % 1_000 === 0 ? `millis(${count / 1_000})` : `micros(${count})`;
}
