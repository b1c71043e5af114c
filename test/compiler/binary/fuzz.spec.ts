import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModule } from "../../../compiler/binary/check.ts";
import { BinaryError } from "../../../compiler/binary/error.ts";
import { readModule } from "../../../compiler/binary/module.ts";
import { measureSizes } from "../../../compiler/binary/sizes.ts";
import { assemble, firmware } from "./wat.ts";

const modules = [
  firmware(),
  assemble(`(module
    (type $t (func (param i32) (result i32)))
    (import "env" "g" (global i32)) (import "env" "t" (table 1 funcref))
    (table 2 8 funcref) (elem (table 1) (i32.const 0) func $a $b) (elem declare func $a)
    (memory 1 2) (global $g (mut f64) (f64.const 1))
    (func $a (param i32) (result i32) (local i64 f32)
      local.get 0 if (result i32) i32.const 7 else block i32.const 1 br_table 0 0 0 end i32.const 3 end)
    (func $b (param i32) (result i32)
      i32.const 1 memory.grow i32.const 0 i32.const 0 i32.const 4 memory.fill
      i32.const 1 call_indirect (type $t) i64.const -9 drop i32.load offset=4 i32.extend8_s)
    (data (i32.const 1024) "hello") (data "passive"))`),
];

function survives(bytes: Uint8Array): void {
  try {
    readModule(bytes);
    measureSizes(bytes);
  } catch (error) {
    if (!(error instanceof BinaryError)) throw error;
    expect(error.offset).toBeLessThanOrEqual(bytes.length);
  }
  const { facts, findings, ok } = checkModule(bytes);
  expect(facts.bytes).toBe(bytes.length);
  expect(ok).toBe(findings.length === 0);
}

const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

test("random bytes are refused, never a crash or a hang", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 500 });
});

test("random sections are refused, never a crash or a hang", () => {
  const section = fc
    .tuple(fc.integer({ min: 0, max: 14 }), fc.uint8Array({ maxLength: 60 }))
    .map(([id, payload]) => [id, payload.length, ...payload]);
  const file = fc
    .array(section, { maxLength: 6 })
    .map((s) => Uint8Array.of(...header, ...s.flat()));
  fc.assert(fc.property(file, survives), { numRuns: 3000 });
});

test("a module cut short anywhere is refused or still whole", () => {
  for (const module of modules) {
    for (let length = 0; length <= module.length; length++) survives(module.slice(0, length));
  }
});

test("every single flipped bit is survived, and what V8 accepts is read", () => {
  for (const module of modules) {
    readModule(module);
    for (let bit = 0; bit < module.length * 8; bit++) {
      const bytes = module.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      survives(bytes);
      if (WebAssembly.validate(bytes)) expect(() => readModule(bytes), `bit ${bit}`).not.toThrow();
    }
  }
});

test("several changed bytes are survived", () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...modules), edits, (module, changes) => {
      const bytes = module.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      survives(bytes);
    }),
    { numRuns: 3000 },
  );
});
