/** What the simulator has to know of a wasm module before it can judge or rewrite it. */
import { BinaryReader } from "wasmparser";
import type {
  IExportEntry,
  IFunctionEntry,
  IGlobalVariable,
  IImportEntry,
  IOperatorInformation,
  ISectionInformation,
  ITypeEntry,
} from "wasmparser";
import { BlockFinder } from "./blocks.ts";
import type { Block } from "./blocks.ts";
import { StoreFinder } from "./constant-stores.ts";
import type { ConstantStore } from "./constant-stores.ts";
import { FirmwareError } from "./errors.ts";

/** Section ids; the order of their numbers is not the order in a module. */
export const Section = {
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

/** Instructions that begin and end blocks of code. */
const Operator = { loop: 0x03, end: 0x0b, delegate: 0x18 } as const;
/** block, loop, if, try, try_table */
const opening: readonly number[] = [0x02, Operator.loop, 0x04, 0x06, 0x1f];

/** Instructions that change what lies neither in the memory nor in a global. */
const elsewhere: ReadonlyMap<number, string> = new Map([
  [0x26, "table.set"],
  [0x40, "memory.grow"],
  [0xfc09, "data.drop"],
  [0xfc0c, "table.init"],
  [0xfc0d, "elem.drop"],
  [0xfc0e, "table.copy"],
  [0xfc0f, "table.grow"],
  [0xfc11, "table.fill"],
]);

/** States of wasmparser's reader, whose own enum cannot be used in isolated modules. */
const State = {
  error: -1,
  beginSection: 3,
  typeEntry: 11,
  importEntry: 12,
  functionEntry: 13,
  memoryEntry: 15,
  exportEntry: 17,
  functionBody: 28,
  codeOperator: 30,
  globalEntry: 39,
} as const;

const functionKind = 0;
const tableKind = 1;
const globalKind = 3;

/** `(i32, i64) -> i64`, the way error texts write it. */
export interface Signature {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

/** A run of bytes of a module. */
export interface Span {
  readonly start: number;
  /** Of the byte after it. */
  readonly end: number;
}

export interface ModuleShape {
  /** Imported functions by `module.name`. */
  readonly imports: ReadonlyMap<string, Signature>;
  /** Exported functions by name. */
  readonly exports: ReadonlyMap<string, Signature>;
  readonly importedGlobals: number;
  /** Indices of the globals that firmware can write. */
  readonly mutableGlobals: readonly number[];
  /** What of its state lies where no snapshot gets at it, in the words of the format. */
  readonly unkept: readonly string[];
  readonly importedTables: number;
  /** How many types it has. */
  readonly types: number;
  /** Offsets that every turn of a loop and every call of a function passes, ascending. */
  readonly meters: readonly number[];
  /** The bodies of all loops, inner ones before those around them. */
  readonly loops: readonly Span[];
  /** The instructions of each function, ascending. */
  readonly bodies: readonly Span[];
  /** The basic blocks of all functions, ascending. */
  readonly blocks: readonly Block[];
  /** Stores to constant addresses, ascending. */
  readonly stores: readonly ConstantStore[];
}

const valueTypes = new Map([
  [-1, "i32"],
  [-2, "i64"],
  [-3, "f32"],
  [-4, "f64"],
  [-5, "v128"],
]);

function signature(type: ITypeEntry | undefined): Signature {
  const names = (types: ITypeEntry["params"]): string[] =>
    (types ?? []).map((t) => valueTypes.get(t.code) ?? "reference");
  return { params: names(type?.params), results: names(type?.returns) };
}

/** Reads one unsigned LEB128 number of at most 32 bits. */
export function readLeb(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80 || shift >= 28) return { value, next: at };
  }
}

/**
 * Reads the shape of a module that has passed validation.
 * @throws FirmwareError `bad-module` if it uses an instruction the reader does not know.
 */
export function readModule(bytes: Uint8Array): ModuleShape {
  const reader = new BinaryReader();
  const copy = bytes.slice();
  reader.setData(copy.buffer, 0, copy.byteLength);
  const { type, import: imported, function: declared, memory, global, export: given } = Section;
  const wanted: number[] = [type, imported, declared, memory, global, given];
  const types: ITypeEntry[] = [];
  const functions: Signature[] = [];
  const imports = new Map<string, Signature>();
  const exported: { name: string; index: number }[] = [];
  const meters: number[] = [];
  const loops: Span[] = [];
  const bodies: Span[] = [];
  let begun = 0;
  /** Where the loops around an instruction begin; null for other blocks. */
  let open: (number | null)[] = [];
  let entered = false;
  let importedGlobals = 0;
  let importedTables = 0;
  const blocks = new BlockFinder();
  const stores = new StoreFinder();
  let globals = 0;
  let memories = 0;
  const mutableGlobals: number[] = [];
  const unkept = new Set<string>();
  const text = new TextDecoder();
  for (let before = 0; reader.read(); before = reader.position) {
    switch (reader.state as number) {
      case State.error:
        throw unreadable(reader.error.message);
      case State.beginSection: {
        const { id } = reader.result as ISectionInformation;
        if (id !== Section.code && !wanted.includes(id)) reader.skipSection();
        break;
      }
      case State.typeEntry:
        types.push(reader.result as ITypeEntry);
        break;
      case State.importEntry: {
        const entry = reader.result as IImportEntry;
        if ((entry.kind as number) === globalKind) importedGlobals++;
        if ((entry.kind as number) === tableKind) importedTables++;
        if ((entry.kind as number) !== functionKind) break;
        const type = signature(types[entry.funcTypeIndex ?? -1]);
        functions.push(type);
        imports.set(`${text.decode(entry.module)}.${text.decode(entry.field)}`, type);
        break;
      }
      case State.functionEntry:
        functions.push(signature(types[(reader.result as IFunctionEntry).typeIndex]));
        break;
      case State.memoryEntry:
        if (++memories > 1) unkept.add("more than one memory");
        break;
      case State.globalEntry: {
        const { contentType, mutability } = (reader.result as IGlobalVariable).type;
        const index = importedGlobals + globals++;
        if (mutability === 0) break;
        if (valueTypes.get(contentType.code) === "v128") unkept.add("a global of type v128");
        else mutableGlobals.push(index);
        break;
      }
      case State.exportEntry: {
        const entry = reader.result as IExportEntry;
        if ((entry.kind as number) !== functionKind) break;
        exported.push({ name: text.decode(entry.field), index: entry.index });
        break;
      }
      case State.functionBody:
        entered = true;
        open = [null];
        break;
      case State.codeOperator: {
        // The first instruction begins where the declarations of locals end.
        if (entered) {
          meters.push(before);
          blocks.enter(before);
          begun = before;
        }
        entered = false;
        const operator = reader.result as IOperatorInformation;
        const code = operator.code as number;
        const end = reader.position;
        blocks.operator(code, end);
        stores.operator(code, end, operator.literal, operator.memoryAddress?.offset);
        const changes = elsewhere.get(code);
        if (changes !== undefined) unkept.add(changes);
        if (code === Operator.loop) meters.push(end);
        if (opening.includes(code)) open.push(code === Operator.loop ? end : null);
        if (code === Operator.end || code === Operator.delegate) {
          const start = open.pop() ?? null;
          if (start !== null) loops.push({ start, end });
          if (open.length === 0) bodies.push({ start: begun, end });
        }
        break;
      }
    }
  }
  const exports = new Map(exported.map(({ name, index }) => [name, functions[index]!]));
  return {
    imports,
    exports,
    importedGlobals,
    importedTables,
    types: types.length,
    mutableGlobals,
    unkept: [...unkept],
    meters,
    loops,
    bodies,
    blocks: blocks.blocks,
    stores: stores.stores,
  };
}

function unreadable(reason: string): FirmwareError {
  return new FirmwareError({
    code: "bad-module",
    message: `the module cannot be read: ${reason}`,
    hint: "build it for a WebAssembly version this simulator knows (no experimental features)",
  });
}
