/**
 * The frame of a wasm file: eight bytes of header, then sections, each an id and a length. Custom
 * sections can be added and taken away without understanding anything else, and offsets in front of
 * them stay what the source map says as long as they are appended.
 */
import { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";
import { encodeU32 } from "./leb128.ts";

export interface Section {
  /** 0 for a custom section. */
  readonly id: number;
  /** `code`, `data`, ..., or a custom section's own name. */
  readonly name: string;
  /** First byte of the section, its id. */
  readonly start: number;
  /** First byte of what it holds; behind the name in a custom section. */
  readonly payload: number;
  readonly end: number;
}

/** Names of the sections by id. */
export const sectionNames = [
  "custom",
  "type",
  "import",
  "function",
  "table",
  "memory",
  "global",
  "export",
  "start",
  "element",
  "code",
  "data",
  "datacount",
  "tag",
] as const;

const magic = [0x00, 0x61, 0x73, 0x6d];

/** Bytes in front of the first section. */
export const headerBytes = 8;

/**
 * Splits a module into its sections.
 * @throws BinaryError
 */
export function readSections(bytes: Uint8Array): Section[] {
  if (magic.some((byte, i) => bytes[i] !== byte)) {
    throw new BinaryError(
      "This is not a WebAssembly module: it does not begin with \\0asm",
      0,
      "Give a .wasm file; `wakeful build` makes one from a .ts file.",
    );
  }
  const cursor = new Cursor(bytes, magic.length);
  const version = cursor.take(4);
  if (version[0] !== 1 || version[1] !== 0 || version[2] !== 0 || version[3] !== 0) {
    throw new BinaryError(
      "This is not a core module of WebAssembly version 1",
      magic.length,
      "Build a core module; components and drafts do not run on these hosts.",
    );
  }
  const sections: Section[] = [];
  while (cursor.remaining > 0) {
    const start = cursor.position;
    const id = cursor.u8();
    const body = cursor.slice(cursor.u32());
    if (id === 0) {
      const name = body.text();
      sections.push({ id, name, start, payload: body.position, end: body.end });
      continue;
    }
    const name = sectionNames[id];
    if (name === undefined) throw new BinaryError(`Section ${id} is unknown`, start);
    if (sections.some((other) => other.id === id)) {
      throw new BinaryError(`There are two ${name} sections`, start);
    }
    sections.push({ id, name, start, payload: body.position, end: body.end });
  }
  return sections;
}

/** A copy of the module with one more custom section at its end. */
export function appendCustomSection(
  bytes: Uint8Array,
  name: string,
  payload: Uint8Array,
): Uint8Array {
  const label = new TextEncoder().encode(name);
  const labelLength = encodeU32(label.length);
  const length = encodeU32(labelLength.length + label.length + payload.length);
  return concat([bytes, Uint8Array.of(0), length, labelLength, label, payload]);
}

/** A copy of the module without the custom sections whose name satisfies `predicate`. */
export function removeCustomSections(
  bytes: Uint8Array,
  predicate: (name: string) => boolean,
): Uint8Array {
  const kept = readSections(bytes).filter((s) => s.id !== 0 || !predicate(s.name));
  return concat([
    bytes.subarray(0, headerBytes),
    ...kept.map((s) => bytes.subarray(s.start, s.end)),
  ]);
}

/** What the first custom section called `name` holds, if there is one. */
export function readCustomSection(bytes: Uint8Array, name: string): Uint8Array | undefined {
  const section = readSections(bytes).find((s) => s.id === 0 && s.name === name);
  return section && bytes.slice(section.payload, section.end);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
