import { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";
import type { Section } from "./sections.ts";

export interface Names {
  readonly functions: ReadonlyMap<number, string>;
  readonly globals: ReadonlyMap<number, string>;
}

/**
 * Reads the name section. It is only advice: a damaged one leaves names out, as the specification
 * asks, and never makes the module unreadable.
 */
export function readNames(bytes: Uint8Array, section: Section | undefined): Names {
  const functions = new Map<number, string>();
  const globals = new Map<number, string>();
  if (section) {
    try {
      const cursor = new Cursor(bytes, section.payload, section.end);
      while (cursor.remaining > 0) {
        const kind = cursor.u8();
        const body = cursor.slice(cursor.u32());
        if (kind === 1) readNameMap(body, functions);
        if (kind === 7) readNameMap(body, globals);
      }
    } catch (error) {
      if (!(error instanceof BinaryError)) throw error;
    }
  }
  return { functions, globals };
}

function readNameMap(cursor: Cursor, into: Map<number, string>): void {
  for (let left = cursor.count(2); left > 0; left--) into.set(cursor.u32(), cursor.text());
}
