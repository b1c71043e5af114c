/** Writes a module anew with entries appended to its sections and code inserted into its functions. */
import { readLeb, Section } from "./module.ts";

export interface Rewritten {
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
export interface Insertion {
  /** Offset in the original. */
  readonly at: number;
  readonly code: readonly number[];
}

export interface Range {
  readonly id: number;
  /** Offset of the id byte, of the contents, and of the byte after them. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

export function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? low : low | 0x80);
  } while (value !== 0);
  return bytes;
}

/** A number of at most 32 bits. */
export function signedLeb(value: number): number[] {
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

export function splitSections(bytes: Uint8Array): Range[] {
  const sections: Range[] = [];
  for (let at = 8; at < bytes.length;) {
    const size = readLeb(bytes, at + 1);
    const end = size.next + size.value;
    sections.push({ id: bytes[at]!, start: at, body: size.next, end });
    at = end;
  }
  return sections;
}

/** Appends entries to sections, and inserts code. The start section is left out. */
export function rewrite(
  bytes: Uint8Array,
  sections: readonly Range[],
  entries: ReadonlyMap<number, readonly (readonly number[])[]>,
  insertions: readonly Insertion[],
): Rewritten {
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

export function exportEntry(name: string, kind: number, index: number): number[] {
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

function assemble(pieces: readonly Piece[]): Rewritten {
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
