import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeU32 } from "../../../compiler/binary/leb128.ts";
import { Cursor } from "../../../compiler/binary/cursor.ts";
import {
  appendCustomSection,
  readCustomSection,
  removeCustomSections,
} from "../../../compiler/binary/sections.ts";
import { firmware } from "./wat.ts";

test("a custom section is read back, and V8 sees the same", () => {
  const property = fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (name, payload) => {
    const bare = removeCustomSections(firmware(), () => true);
    const bytes = appendCustomSection(bare, name, payload);
    const module = new WebAssembly.Module(bytes as BufferSource);
    const [seen] = WebAssembly.Module.customSections(module, name);
    expect(new Uint8Array(seen!)).toEqual(payload);
    expect(readCustomSection(bytes, name)).toEqual(payload);
  });
  fc.assert(property, { numRuns: 50, examples: [["wakeful", Uint8Array.of(1)]] });
});

test("removing custom sections gives the module without them", () => {
  const bare = removeCustomSections(firmware(), () => true);
  const one = appendCustomSection(bare, "wakeful", Uint8Array.of(1));
  const two = appendCustomSection(one, "sourceMappingURL", Uint8Array.of(2));
  expect(removeCustomSections(two, (name) => name === "sourceMappingURL")).toEqual(one);
  expect(removeCustomSections(two, () => true)).toEqual(bare);
  expect(readCustomSection(bare, "wakeful")).toBeUndefined();
});

test("LEB128 numbers come back as they were", () => {
  const numbers = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(fc.property(numbers, (n) => new Cursor(encodeU32(n)).u32() === n));
  expect(() => encodeU32(-1)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: -1 is not an unsigned 32-bit number: pass an integer from 0 on.]`,
  );
});
