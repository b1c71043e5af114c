/**
 * A wasm module as plain data: what `check`, `size` and the allocation audit need to know, and where
 * in the file it stands. Any bytes may be given; what is not a module is a `BinaryError`.
 */
import { readCode, type Operator } from "./code.ts";
import { readConstant, type Constant } from "./constant.ts";
import { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";
import { readNames, type Names } from "./names.ts";
import { readSections, type Section } from "./sections.ts";
import {
  readFunctionType,
  readGlobalType,
  readLimits,
  readValueType,
  type FunctionType,
  type GlobalType,
  type Limits,
} from "./types.ts";

export type ExternalKind = "function" | "table" | "memory" | "global" | "tag";

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternalKind;
  /** Of a function. */
  readonly type?: FunctionType;
}

export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

export interface Global extends GlobalType {
  /** Null for an imported global. */
  readonly init: Constant | null;
}

export interface Memory extends Limits {
  readonly imported: boolean;
}

/** A function with a body in this module. */
export interface ModuleFunction {
  /** Imports count first. */
  readonly index: number;
  readonly typeIndex: number;
  readonly type: FunctionType;
  /** First byte of the body, its length. */
  readonly start: number;
  readonly end: number;
  /** Calls, memory.grow, memory.size and global.set, in order. */
  readonly operators: readonly Operator[];
}

export interface ElementSegment {
  readonly mode: "active" | "passive" | "declared";
  readonly functions: readonly number[];
}

export interface DataSegment {
  readonly mode: "active" | "passive";
  /** Where an active segment is put. */
  readonly address: Constant | null;
  readonly bytes: number;
  /** First byte of the contents in the file. */
  readonly offset: number;
}

export interface WasmModule {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly types: readonly FunctionType[];
  readonly imports: readonly Import[];
  /** Type index of every function, imports first. */
  readonly functionTypes: readonly number[];
  readonly importedFunctions: number;
  readonly functions: readonly ModuleFunction[];
  /** Imports first. */
  readonly tables: readonly Limits[];
  readonly memories: readonly Memory[];
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly start: number | null;
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  readonly names: Names;
}

const kinds: readonly ExternalKind[] = ["function", "table", "memory", "global", "tag"];

/**
 * Reads a module.
 * @throws BinaryError
 */
export function readModule(bytes: Uint8Array): WasmModule {
  const sections = readSections(bytes);
  const custom = sections.find((s) => s.id === 0 && s.name === "name");

  const types: FunctionType[] = [];
  const imports: Import[] = [];
  const functionTypes: number[] = [];
  const tables: Limits[] = [];
  const memories: Memory[] = [];
  const globals: Global[] = [];
  const exports: Export[] = [];
  const elements: ElementSegment[] = [];
  const data: DataSegment[] = [];
  let start: number | null = null;

  /** Calls `item` once for each entry of a section, and insists that they fill it. */
  const each = (name: string, least: number, item: (cursor: Cursor) => void): void => {
    const section = sections.find((s) => s.id !== 0 && s.name === name);
    if (!section) return;
    const cursor = new Cursor(bytes, section.payload, section.end);
    for (let left = cursor.count(least); left > 0; left--) item(cursor);
    if (cursor.remaining > 0) {
      throw new BinaryError(`The ${name} section is longer than its contents`, cursor.position);
    }
  };
  const index = (cursor: Cursor, limit: number, what: string): number => {
    const offset = cursor.position;
    const value = cursor.u32();
    if (value >= limit) throw new BinaryError(`There is no ${what} ${value}`, offset);
    return value;
  };
  const tag = (cursor: Cursor): void => {
    cursor.u8();
    cursor.u32();
  };
  const table = (cursor: Cursor): void => {
    if (cursor.bytes[cursor.position] === 0x40) {
      cursor.take(2); // a table with an initialiser
      readValueType(cursor);
      tables.push(readLimits(cursor));
      readConstant(cursor);
      return;
    }
    readValueType(cursor);
    tables.push(readLimits(cursor));
  };

  each("type", 3, (cursor) => types.push(readFunctionType(cursor)));
  each("import", 4, (cursor) => {
    const module = cursor.text();
    const name = cursor.text();
    const offset = cursor.position;
    const kind = kinds[cursor.u8()];
    if (kind === "function") {
      const typeIndex = index(cursor, types.length, "type");
      functionTypes.push(typeIndex);
      imports.push({ module, name, kind, type: types[typeIndex]! });
      return;
    }
    if (kind === "table") table(cursor);
    else if (kind === "memory") memories.push({ ...readLimits(cursor), imported: true });
    else if (kind === "global") globals.push({ ...readGlobalType(cursor), init: null });
    else if (kind === "tag") tag(cursor);
    else throw new BinaryError("An import is of no known kind", offset);
    imports.push({ module, name, kind });
  });
  const importedFunctions = functionTypes.length;
  each("function", 1, (cursor) => functionTypes.push(index(cursor, types.length, "type")));
  each("table", 3, table);
  each("memory", 2, (cursor) => memories.push({ ...readLimits(cursor), imported: false }));
  each("tag", 2, tag);
  each("global", 4, (cursor) => {
    const type = readGlobalType(cursor);
    globals.push({ ...type, init: readConstant(cursor) });
  });
  each("export", 3, (cursor) => {
    const name = cursor.text();
    const offset = cursor.position;
    const kind = kinds[cursor.u8()];
    if (!kind) throw new BinaryError("An export is of no known kind", offset);
    const limits: Partial<Record<ExternalKind, number>> = {
      function: functionTypes.length,
      table: tables.length,
      memory: memories.length,
      global: globals.length,
    };
    exports.push({ name, kind, index: index(cursor, limits[kind] ?? Infinity, kind) });
  });
  const startSection = sections.find((s) => s.id === 8);
  if (startSection) {
    const cursor = new Cursor(bytes, startSection.payload, startSection.end);
    start = index(cursor, functionTypes.length, "function");
  }
  each("element", 2, (cursor) => elements.push(readElement(cursor)));
  each("data", 2, (cursor) => data.push(readData(cursor)));

  const code = sections.find((s) => s.id === 10);
  const bodies = code ? readCode(bytes, code) : [];
  if (bodies.length !== functionTypes.length - importedFunctions) {
    throw new BinaryError(
      `${functionTypes.length - importedFunctions} functions are declared, but ${bodies.length} have a body`,
      code?.payload ?? bytes.length,
    );
  }
  const functions = bodies.map((body, i): ModuleFunction => {
    const typeIndex = functionTypes[importedFunctions + i]!;
    for (const operator of body.operators) {
      if (operator.kind === "call" && operator.target >= functionTypes.length) {
        throw new BinaryError(`There is no function ${operator.target}`, operator.offset);
      }
    }
    return { index: importedFunctions + i, typeIndex, type: types[typeIndex]!, ...body };
  });

  return {
    bytes,
    sections,
    types,
    imports,
    functionTypes,
    importedFunctions,
    functions,
    tables,
    memories,
    globals,
    exports,
    start,
    elements,
    data,
    names: readNames(bytes, custom),
  };
}

/** The function's name, or `function 7` where the name section does not know it. */
export function functionName(module: WasmModule, index: number): string {
  return module.names.functions.get(index) ?? `function ${index}`;
}

// The first byte of an element segment is three flags: bit 0 not active, bit 1 explicit table or
// declared, bit 2 expressions instead of function indices.
function readElement(cursor: Cursor): ElementSegment {
  const offset = cursor.position;
  const flags = cursor.u32();
  if (flags > 7) throw new BinaryError("An element segment is of no known kind", offset);
  const active = (flags & 1) === 0;
  if (active) {
    if (flags & 2) cursor.u32(); // the table
    readConstant(cursor);
  }
  const expressions = (flags & 4) !== 0;
  if (flags & 3) {
    if (expressions) readValueType(cursor);
    else cursor.u8(); // the element kind, always functions
  }
  const functions: number[] = [];
  for (let left = cursor.count(1); left > 0; left--) {
    if (!expressions) {
      functions.push(cursor.u32());
      continue;
    }
    const constant = readConstant(cursor);
    if (constant.kind === "function") functions.push(constant.index);
  }
  const mode = active ? "active" : flags & 2 ? "declared" : "passive";
  return { mode, functions };
}

function readData(cursor: Cursor): DataSegment {
  const start = cursor.position;
  const flags = cursor.u32();
  if (flags > 2) throw new BinaryError("A data segment is of no known kind", start);
  if (flags === 2) cursor.u32(); // the memory
  const address = flags === 1 ? null : readConstant(cursor);
  const length = cursor.u32();
  const offset = cursor.position;
  cursor.take(length);
  return { mode: address ? "active" : "passive", address, bytes: length, offset };
}
