/**
 * The operators of wasm that become one operator of the bytecode, by wasm's number: what they take from the stack and
 * what they leave. A name is that of the handler in hal/ports/atmega328p/bytecode/.
 *
 * Values are told apart by their width alone: `i` takes one word of four bytes, `l` takes two.
 */

export type Width = "i" | "l";

export interface Simple {
  readonly name: string;
  /** The topmost comes last. */
  readonly takes: string;
  readonly leaves: string;
}

const simple = new Map<number, Simple>();

function define(first: number, names: string, takes: string, leaves: string): void {
  names.split(" ").forEach((name, i) => simple.set(first + i, { name, takes, leaves }));
}

const RELATIONS = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u";
const ARITHMETIC = "add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr";
const named = (type: string, names: string): string =>
  names
    .split(" ")
    .map((name) => `${type}_${name}`)
    .join(" ");

define(0x45, "i32_eqz", "i", "i");
define(0x46, named("i32", RELATIONS), "ii", "i");
define(0x50, "i64_eqz", "l", "i");
define(0x51, named("i64", RELATIONS), "ll", "i");
define(0x67, named("i32", "clz ctz popcnt"), "i", "i");
define(0x6a, named("i32", ARITHMETIC), "ii", "i");
define(0x79, named("i64", "clz ctz popcnt"), "l", "l");
define(0x7c, named("i64", ARITHMETIC), "ll", "l");
define(0xa7, "i32_wrap_i64", "l", "i");
define(0xac, "i64_extend_i32_s i64_extend_i32_u", "i", "l");
define(0xc0, "i32_extend8_s i32_extend16_s", "i", "i");
define(0xc2, "i64_extend8_s i64_extend16_s i64_extend32_s", "l", "l");

export const simples: ReadonlyMap<number, Simple> = simple;

export interface Access {
  readonly name: string;
  readonly kind: "load" | "store";
  readonly bytes: number;
  readonly width: Width;
}

const access = new Map<number, Access>();

function accesses(first: number, kind: Access["kind"], list: readonly [string, number, Width][]) {
  list.forEach(([name, bytes, width], i) => access.set(first + i, { name, kind, bytes, width }));
}

accesses(0x28, "load", [
  ["i32_load", 4, "i"],
  ["i64_load", 8, "l"],
]);
accesses(0x2c, "load", [
  ["i32_load8_s", 1, "i"],
  ["i32_load8_u", 1, "i"],
  ["i32_load16_s", 2, "i"],
  ["i32_load16_u", 2, "i"],
  ["i64_load8_s", 1, "l"],
  ["i64_load8_u", 1, "l"],
  ["i64_load16_s", 2, "l"],
  ["i64_load16_u", 2, "l"],
  ["i64_load32_s", 4, "l"],
  ["i64_load32_u", 4, "l"],
]);
accesses(0x36, "store", [
  ["i32_store", 4, "i"],
  ["i64_store", 8, "l"],
]);
accesses(0x3a, "store", [
  ["i32_store8", 1, "i"],
  ["i32_store16", 2, "i"],
  ["i64_store8", 1, "l"],
  ["i64_store16", 2, "l"],
  ["i64_store32", 4, "l"],
]);

export const memoryAccesses: ReadonlyMap<number, Access> = access;
