import { expect, test } from "vitest";
import { BinaryError } from "../../../compiler/binary/error.ts";
import { functionName, readModule } from "../../../compiler/binary/module.ts";
import { assemble, firmware } from "./wat.ts";

test("a firmware module as plain data", () => {
  const module = readModule(firmware());
  expect(module.imports).toEqual([
    { module: "hal", name: "now", kind: "function", type: { params: [], results: ["i64"] } },
    {
      module: "hal",
      name: "gpio_write",
      kind: "function",
      type: { params: ["i32", "i32"], results: [] },
    },
  ]);
  expect(module.exports.map((e) => `${e.name}: ${e.kind} ${e.index}`)).toEqual([
    "start: function 2",
    "poll: function 3",
    "raise: function 4",
    "memory: memory 0",
    "__data_end: global 0",
    "__heap_base: global 1",
  ]);
  expect(module.globals).toEqual([
    { type: "i32", mutable: false, init: { kind: "i32", value: 40 } },
    { type: "i32", mutable: false, init: { kind: "i32", value: 64 } },
    { type: "i32", mutable: true, init: { kind: "i32", value: 0 } },
  ]);
  expect(module.memories).toEqual([
    { initial: 1, maximum: null, shared: false, index64: false, pageBytes: 65536, imported: false },
  ]);
  expect(module.data).toMatchObject([
    { mode: "active", address: { kind: "i32", value: 8 }, bytes: 10 },
  ]);
  const contents = module.data[0]!.offset;
  expect(new TextDecoder().decode(module.bytes.slice(contents, contents + 10))).toBe("0123456789");
  expect(module.functions.map((f) => functionName(module, f.index))).toEqual([
    "start",
    "poll",
    "raise",
  ]);
});

test("operators carry the offset of their opcode in the file", () => {
  const bytes = assemble(`(module
    (type $t (func (param i32)))
    (table 2 funcref) (elem (i32.const 0) $a $b)
    (memory 1) (global $g (mut i64) (i64.const -5))
    (func $a (param i32) i64.const 1 global.set $g)
    (func $b (param i32) i32.const 1 memory.grow drop memory.size drop)
    (func $c (local i32 i32 i64)
      i32.const 300 call $a
      block loop br 1 end end
      i32.const 0 i32.const 1 call_indirect (type $t)
      f64.const 1 drop f32.const 1 drop)
    (start $d) (func $d call $c))`);
  const module = readModule(bytes);
  const opcodes = {
    "memory.grow": 0x40,
    "memory.size": 0x3f,
    call: 0x10,
    call_indirect: 0x11,
    "global.set": 0x24,
  };
  const seen = module.functions.flatMap((f) => f.operators.map((o) => [f.index, o] as const));
  for (const [, o] of seen) expect(bytes[o.offset]).toBe(opcodes[o.kind]);
  expect(seen.map(([index, o]) => `${index}: ${o.kind}`)).toEqual([
    "0: global.set",
    "1: memory.grow",
    "1: memory.size",
    "2: call",
    "2: call_indirect",
    "3: call",
  ]);
  expect(module.start).toBe(3);
  expect(module.elements).toEqual([{ mode: "active", functions: [0, 1] }]);
  expect(module.globals[0]!.init).toEqual({ kind: "i64", value: -5n });
});

test("numbers are read with their sign", () => {
  const values = [0, 1, -1, 63, 64, -64, -65, 8191, 2147483647, -2147483648];
  const globals = values.map((v) => `(global i32 (i32.const ${v})) (global i64 (i64.const ${v}))`);
  const module = readModule(assemble(`(module ${globals.join(" ")})`));
  const read = module.globals.map((g) => (g.init as { value: number | bigint }).value);
  expect(read).toEqual(values.flatMap((v) => [v, BigInt(v)]));
});

test("what is no module says so, and what to do", () => {
  const message = (bytes: Uint8Array): string => {
    try {
      readModule(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(BinaryError);
      return (error as BinaryError).message;
    }
    return "read";
  };
  const whole = firmware();
  const text = new TextEncoder().encode("export function main(): void {}");
  const twice = Uint8Array.of(...whole.slice(0, 8), 1, 1, 0, 1, 1, 0);
  const manyTypes = Uint8Array.of(...whole.slice(0, 8), 1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f);
  expect([text, new Uint8Array(), whole.slice(0, -30), twice, manyTypes].map(message))
    .toMatchInlineSnapshot(`
    [
      "This is not a WebAssembly module: it does not begin with \\0asm, at byte 0. Give a .wasm file; \`wakeful build\` makes one from a .ts file.",
      "This is not a WebAssembly module: it does not begin with \\0asm, at byte 0. Give a .wasm file; \`wakeful build\` makes one from a .ts file.",
      "100 bytes are announced, but only 70 follow, at byte 195. The file is damaged or was cut short: build it again, and copy it as binary, not as text.",
      "There are two type sections, at byte 11. The file is damaged or was cut short: build it again, and copy it as binary, not as text.",
      "4294967295 items are announced, but only 0 bytes follow, at byte 10. The file is damaged or was cut short: build it again, and copy it as binary, not as text.",
    ]
  `);
});
