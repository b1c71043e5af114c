import type { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128" | "reference";

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface Limits {
  readonly initial: number;
  readonly maximum: number | null;
  readonly shared: boolean;
  readonly index64: boolean;
  /** 65536 unless the module uses custom page sizes. */
  readonly pageBytes: number;
}

export interface GlobalType {
  readonly type: ValueType;
  readonly mutable: boolean;
}

const numbers: Record<number, ValueType> = {
  0x7f: "i32",
  0x7e: "i64",
  0x7d: "f32",
  0x7c: "f64",
  0x7b: "v128",
};

export function readValueType(cursor: Cursor): ValueType {
  const offset = cursor.position;
  const byte = cursor.u8();
  const number = numbers[byte];
  if (number) return number;
  if (byte >= 0x69 && byte <= 0x74) return "reference";
  if (byte === 0x63 || byte === 0x64) {
    cursor.i64(); // (ref null? heap type)
    return "reference";
  }
  throw new BinaryError(`0x${byte.toString(16)} is not a value type`, offset);
}

export function readFunctionType(cursor: Cursor): FunctionType {
  const offset = cursor.position;
  const form = cursor.u8();
  if (form !== 0x60) {
    throw new BinaryError(
      `Type form 0x${form.toString(16)} is not a function type`,
      offset,
      "Build without the garbage collection proposal (`--disable gc`): no small host runs it.",
    );
  }
  return { params: readTypes(cursor), results: readTypes(cursor) };
}

function readTypes(cursor: Cursor): ValueType[] {
  return Array.from({ length: cursor.count(1) }, () => readValueType(cursor));
}

export function readGlobalType(cursor: Cursor): GlobalType {
  const type = readValueType(cursor);
  const offset = cursor.position;
  const mutability = cursor.u8();
  if (mutability > 1) throw new BinaryError("A global is neither mutable nor immutable", offset);
  return { type, mutable: mutability === 1 };
}

export function readLimits(cursor: Cursor): Limits {
  const offset = cursor.position;
  const flags = cursor.u8();
  if (flags > 0x0f) throw new BinaryError("The flags of a memory or table are unknown", offset);
  const initial = size(cursor, flags);
  const maximum = flags & 1 ? size(cursor, flags) : null;
  const pageBytes = flags & 8 ? 2 ** cursor.u32() : 0x10000;
  return { initial, maximum, shared: (flags & 2) !== 0, index64: (flags & 4) !== 0, pageBytes };
}

function size(cursor: Cursor, flags: number): number {
  return flags & 4 ? Number(BigInt.asUintN(64, cursor.i64())) : cursor.u32();
}

/** `(i32, i64) → i32`, as messages show it. */
export function showType(type: {
  readonly params: readonly string[];
  readonly results: readonly string[];
}): string {
  return `(${type.params.join(", ")}) → ${type.results.join(", ") || "void"}`;
}
