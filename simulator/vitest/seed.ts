import { createHash } from "node:crypto";

/** A seed that follows from a text alone: a whole number of 31 bits. */
export function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE() >>> 1;
}
