/**
 * Puts a meter into a copy of the firmware, so that an endless loop traps after a fixed number of
 * turns instead of hanging the host. Counting turns, not time, makes the trap the same everywhere.
 *
 * Every turn of a loop and every call of a function pays one unit; the call too, because recursion
 * that branches runs for ages at no great depth.
 *
 * ```
 *   loop                          loop
 *     body                          if (fuel == 0) { fuel = -1; unreachable }
 *                        ──►        fuel -= 1
 *                                   body
 *   end                           end
 * ```
 *
 * The fuel is a mutable global appended after all others and exported, so no index shifts. -1 tells
 * the meter's trap from an `unreachable` of the firmware's own. A start section would run before the
 * fuel can be seen from outside, so its function is exported instead, for the host to call first. The
 * globals that the firmware can write are exported as well, for snapshots.
 *
 * For a metered processor the copy also counts the instructions that it executes: each basic block (see
 * blocks.ts) adds how many it has to one more global.
 *
 * ```
 *     body of the block             count += 7
 *                          ──►      body of the block
 * ```
 *
 * And it calls a hook, a function in a table appended after all others, behind each store to the word in
 * which the executor says whose poll begins or has ended. A table, because one more import would shift the
 * index of every function.
 *
 * This is done here, on the bytes, and not by binaryen: binaryen is several megabytes of code that load
 * asynchronously, and a module must load in a browser, in one go, as `new WebAssembly.Module` does. It would
 * also write the module anew, and nothing would lead back to the offsets of the source map.
 *
 * Code moves, so offsets in stack traces are those of the copy; `toOriginal` leads back to what the
 * source map speaks of. To meter something else, insert other code at other places: the rewriting
 * below does not care.
 */
import { readLeb, Section } from "./module.ts";
import type { ModuleShape } from "./module.ts";

/** Name of the exported global that holds the fuel. */
export const FUEL_EXPORT = "wakeful_fuel";

/** Name of the exported function that the module's start section named, if it has one. */
export const START_EXPORT = "wakeful_start_section";

/** Names of the exported globals that the firmware can write, before their number from 0. */
export const GLOBAL_EXPORT = "wakeful_global_";

/** What the fuel is after the meter has trapped. */
export const FUEL_SPENT = -1;

/** Name of the exported i64 global that counts instructions. */
export const COUNT_EXPORT = "wakeful_count";

/** Name of the exported table whose one element is called when another task is polled, or none. */
export const HOOK_EXPORT = "wakeful_hook";

/** What the copy counts besides fuel. */
export interface Metering {
  /** Whether instructions are counted; if not, only the hook is called. */
  readonly counts: boolean;
  /** Address of the word with the task that is polled, if it is known. */
  readonly current: number | undefined;
}

export interface GuardedModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The offset in the original module of a byte of `bytes`; inserted code is where it was inserted. */
  toOriginal(offset: number): number;
}

/** A run of bytes of the new module. */
interface Piece {
  readonly bytes: Uint8Array;
  /** Offset in the original of the first byte, or of the place of insertion. */
  readonly origin: number;
  readonly copied: boolean;
}

/** Code to insert. */
interface Insertion {
  /** Offset in the original. */
  readonly at: number;
  readonly code: readonly number[];
}

interface Range {
  readonly id: number;
  /** Offset of the id byte, of the contents, and of the byte after them. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? low : low | 0x80);
  } while (value !== 0);
  return bytes;
}

/** A number of at most 32 bits. */
function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const done = (value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

function inserted(origin: number, bytes: readonly number[]): Piece {
  return { bytes: Uint8Array.from(bytes), origin, copied: false };
}

function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
}

function splitSections(bytes: Uint8Array): Range[] {
  const sections: Range[] = [];
  for (let at = 8; at < bytes.length;) {
    const size = readLeb(bytes, at + 1);
    const end = size.next + size.value;
    sections.push({ id: bytes[at]!, start: at, body: size.next, end });
    at = end;
  }
  return sections;
}

/** The code that pays one unit of fuel. It leaves the operand stack as it was. */
function meter(fuel: number): number[] {
  const get = [0x23, ...leb(fuel)];
  const set = [0x24, ...leb(fuel)];
  const spend = [...get, 0x41, 0x01, 0x6b, ...set];
  return [...get, 0x45, 0x04, 0x40, 0x41, 0x7f, ...set, 0x00, 0x0b, ...spend];
}

/** The code that counts a block. */
function counter(count: number, instructions: number): number[] {
  return [0x23, ...leb(count), 0x42, ...signedLeb(instructions), 0x7c, 0x24, ...leb(count)];
}

/**
 * @param bytes a module that has passed validation.
 * @param shape what `readModule` says of it.
 * @param fuel turns of loops until the trap, at first; at most 2^31 - 1.
 * @param metering counts instructions and calls the hook as well.
 */
export function guard(
  bytes: Uint8Array,
  shape: ModuleShape,
  fuel: number,
  metering?: Metering,
): GuardedModule {
  const sections = splitSections(bytes);
  const sizeOfVector = (id: number): number => {
    const range = sections.find((section) => section.id === id);
    return range ? readLeb(bytes, range.body).value : 0;
  };
  const fuelIndex = shape.importedGlobals + sizeOfVector(Section.global);
  const start = sections.find((range) => range.id === Section.start);
  const globals = [[0x7f, 0x01, 0x41, ...signedLeb(fuel), 0x0b]];
  const exports = [exportEntry(FUEL_EXPORT, 0x03, fuelIndex)];
  shape.mutableGlobals.forEach((index, i) =>
    exports.push(exportEntry(`${GLOBAL_EXPORT}${i}`, 0x03, index)),
  );
  if (start) exports.push(exportEntry(START_EXPORT, 0x00, readLeb(bytes, start.body).value));
  const entries = new Map<number, number[][]>([
    [Section.global, globals],
    [Section.export, exports],
  ]);
  const insertions: Insertion[] = shape.meters.map((at) => ({ at, code: meter(fuelIndex) }));
  if (metering) {
    if (metering.counts) {
      const count = fuelIndex + 1;
      globals.push([0x7e, 0x01, 0x42, 0x00, 0x0b]);
      exports.push(exportEntry(COUNT_EXPORT, 0x03, count));
      for (const block of shape.blocks) {
        insertions.push({ at: block.at, code: counter(count, block.count) });
      }
    }
    const switches = shape.stores.filter(({ address }) => address === metering.current);
    if (switches.length > 0) {
      const table = shape.importedTables + sizeOfVector(Section.table);
      entries.set(Section.type, [[0x60, 0x00, 0x00]]);
      entries.set(Section.table, [[0x70, 0x01, 0x01, 0x01]]);
      exports.push(exportEntry(HOOK_EXPORT, 0x01, table));
      const call = [0x41, 0x00, 0x11, ...leb(shape.types), ...leb(table)];
      for (const { end } of switches) insertions.push({ at: end, code: call });
    }
    // Of those at one place, the fuel stays first.
    insertions.sort((a, b) => a.at - b.at);
  }
  return rewrite(bytes, sections, entries, insertions);
}

/** Appends entries to sections, and inserts code. The start section is left out. */
function rewrite(
  bytes: Uint8Array,
  sections: readonly Range[],
  entries: ReadonlyMap<number, readonly (readonly number[])[]>,
  insertions: readonly Insertion[],
): GuardedModule {
  const copy = (start: number, end: number): Piece => ({
    bytes: bytes.subarray(start, end),
    origin: start,
    copied: true,
  });
  const sized = (origin: number, pieces: readonly Piece[]): Piece[] => [
    inserted(origin, leb(sizeOf(pieces))),
    ...pieces,
  ];
  const section = (range: Range, pieces: readonly Piece[]): Piece[] => [
    inserted(range.start, [range.id]),
    ...sized(range.start, pieces),
  ];
  const withEntries = (range: Range, added: readonly (readonly number[])[]): Piece[] => {
    const isMissing = range.body === range.end;
    const count = isMissing ? { value: 0, next: range.end } : readLeb(bytes, range.body);
    return section(range, [
      inserted(range.body, leb(count.value + added.length)),
      copy(count.next, range.end),
      inserted(range.end, added.flat()),
    ]);
  };

  let next = 0;
  const code = (range: Range): Piece[] => {
    const count = readLeb(bytes, range.body);
    const pieces = [copy(range.body, count.next)];
    for (let at = count.next; at < range.end;) {
      const size = readLeb(bytes, at);
      const end = size.next + size.value;
      const body: Piece[] = [];
      let from = size.next;
      for (; next < insertions.length && insertions[next]!.at <= end; next++) {
        const place = insertions[next]!.at;
        body.push(copy(from, place), inserted(place, insertions[next]!.code));
        from = place;
      }
      body.push(copy(from, end));
      pieces.push(...sized(at, body));
      at = end;
    }
    return section(range, pieces);
  };

  const pieces = [copy(0, 8)];
  for (const range of withMissing(sections, [...entries.keys()], bytes.length)) {
    const added = entries.get(range.id);
    if (added) pieces.push(...withEntries(range, added));
    else if (range.id === Section.start) continue;
    else if (range.id === Section.code) pieces.push(...code(range));
    else pieces.push(copy(range.start, range.end));
  }
  return assemble(pieces);
}

function exportEntry(name: string, kind: number, index: number): number[] {
  const bytes = new TextEncoder().encode(name);
  return [...leb(bytes.length), ...bytes, kind, ...leb(index)];
}

/** The order in which sections stand, which is not that of their ids. */
const order: readonly number[] = [
  Section.type,
  Section.import,
  Section.function,
  Section.table,
  Section.memory,
  Section.tag,
  Section.global,
  Section.export,
  Section.start,
  Section.element,
  Section.dataCount,
  Section.code,
  Section.data,
];

/** Adds empty sections for those of `ids` that the module lacks, each where its order demands. */
function withMissing(sections: readonly Range[], ids: readonly number[], end: number): Range[] {
  const result = [...sections];
  for (const id of ids) {
    if (result.some((range) => range.id === id)) continue;
    const rank = order.indexOf(id);
    const found = result.findIndex((range) => order.indexOf(range.id) > rank);
    const index = found < 0 ? result.length : found;
    const start = result[index]?.start ?? end;
    result.splice(index, 0, { id, start, body: start, end: start });
  }
  return result;
}

function assemble(pieces: readonly Piece[]): GuardedModule {
  const bytes = new Uint8Array(sizeOf(pieces));
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    bytes.set(piece.bytes, length);
    length += piece.bytes.length;
  }
  return {
    bytes,
    toOriginal(offset) {
      let low = 0;
      for (let high = pieces.length; low + 1 < high;) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle;
      }
      const piece = pieces[low]!;
      return piece.copied ? piece.origin + offset - starts[low]! : piece.origin;
    },
  };
}
