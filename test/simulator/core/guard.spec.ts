import fc from "fast-check";
import { expect, test } from "vitest";
import { FUEL_EXPORT, guard, Hook, START_EXPORT } from "../../../simulator/core/guard.ts";
import { setHook } from "../../../simulator/core/hooks.ts";
import { readModule } from "../../../simulator/core/module.ts";
import { assemble, withSection } from "../../support/wat.ts";

interface Run {
  readonly exports: Record<string, (...args: number[]) => number>;
  readonly fuel: WebAssembly.Global<"i32">;
  readonly bytes: Uint8Array;
  toOriginal(offset: number): number;
}

/** @param onEmpty is called when the fuel is 0 and is to be paid. */
function run(original: Uint8Array, fuel = 1_000, onEmpty?: (run: Run) => void): Run {
  const { bytes, toOriginal } = guard(original, readModule(original), fuel);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { exports } = instance;
  const result = {
    exports: exports as Run["exports"],
    fuel: exports[FUEL_EXPORT] as WebAssembly.Global<"i32">,
    bytes,
    toOriginal,
  };
  setHook(instance, Hook.empty, () => onEmpty?.(result));
  return result;
}

test("an endless loop traps after exactly its fuel", async () => {
  const { exports, fuel } = run(
    await assemble(`(module
      (global $n (export "n") (mut i32) (i32.const 0))
      (func (export "f") (loop $l
        (global.set $n (i32.add (global.get $n) (i32.const 1)))
        (br $l))))`),
    11,
  );
  expect(() => exports["f"]!()).toThrow("unreachable");
  // One unit for the call, ten for the turns.
  expect((exports["n"] as unknown as WebAssembly.Global).value).toBe(10);
  expect(fuel.value).toBe(-1);
});

test("the host may give more fuel when it is asked, and sees where it is paid", async () => {
  const original = await assemble(`(module
    (func (export "f") (loop $l (call $a) (call $b) (br $l)))
    (func $a) (func $b))`);
  const functions: string[] = [];
  const { exports } = run(original, 2, ({ fuel }) => {
    functions.push(/wasm-function\[(\d+)\]/.exec(new Error().stack!)![1]!);
    if (functions.length < 6) fuel.value = 1;
  });
  expect(() => exports["f"]!()).toThrow("unreachable");
  // The call and the first turn are paid of the fuel that there was.
  expect(functions).toEqual(["1", "2", "0", "1", "2", "0"]);
});

test("nested loops, loops with parameters and results, and their values", async () => {
  const { exports, fuel } = run(
    await assemble(`(module
      (func (export "nested") (param $a i32) (param $b i32) (result i32)
        (local $i i32) (local $j i32) (local $sum i32)
        (loop $outer
          (local.set $j (i32.const 0))
          (loop $inner
            (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
            (local.set $j (i32.add (local.get $j) (i32.const 1)))
            (br_if $inner (i32.lt_u (local.get $j) (local.get $b))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $outer (i32.lt_u (local.get $i) (local.get $a))))
        (local.get $sum))
      (func (export "valued") (param $n i32) (result i32)
        (i32.const 1)
        (loop $l (param i32) (result i32)
          (i32.const 2) (i32.mul)
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br_if $l (local.get $n)))))`),
  );
  expect(exports["nested"]!(3, 4)).toBe(12);
  expect(fuel.value).toBe(1_000 - 1 - 3 - 12);
  expect(exports["valued"]!(5)).toBe(32);
  expect(fuel.value).toBe(1_000 - 2 - 3 - 12 - 5);
});

test("a tail call is a loop too", async () => {
  const { exports, fuel } = run(
    await assemble(`(module (func $f (export "f") (return_call $f)))`, { tail_call: true }),
    7,
  );
  expect(() => exports["f"]!()).toThrow("unreachable");
  expect(fuel.value).toBe(-1);
});

test("recursion that branches is metered, at whatever depth", async () => {
  const { exports, fuel } = run(
    await assemble(`(module (func $r (export "r") (param $n i32) (local i64 f32)
      (if (local.get $n) (then
        (call $r (i32.sub (local.get $n) (i32.const 1)))
        (call $r (i32.sub (local.get $n) (i32.const 1)))))))`),
    100_000,
  );
  exports["r"]!(10);
  expect(100_000 - fuel.value).toBe(2 ** 11 - 1);
  expect(() => exports["r"]!(60)).toThrow("unreachable");
  expect(fuel.value).toBe(-1);
});

test("the function of a start section is exported, to be run when the fuel can be seen", async () => {
  const original = await assemble("(module (func $s (loop $l (br $l))) (start $s))");
  const { bytes } = guard(original, readModule(original), 50);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  setHook(instance, Hook.empty, () => {});
  const { exports } = instance;
  expect(() => (exports[START_EXPORT] as () => void)()).toThrow("unreachable");
  expect((exports[FUEL_EXPORT] as WebAssembly.Global).value).toBe(-1);
});

test.each([
  ["no global section", "", ""],
  ["globals of its own", '(global $g (export "g") (mut i32) (i32.const 5))', ""],
  ["an imported global", "", '(import "m" "g" (global i32))'],
])("%s", async (_name, fields, imports) => {
  const original = await assemble(`(module ${imports} ${fields}
    (memory 1) (data (i32.const 0) "x")
    (table 1 funcref) (elem (i32.const 0) $f)
    (func $f (export "f") (result i32) (loop (result i32) (i32.const 3))))`);
  const { bytes } = guard(original, readModule(original), 5);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { g: 1 } });
  const f = instance.exports["f"] as () => number;
  expect(f()).toBe(3);
  expect((instance.exports[FUEL_EXPORT] as WebAssembly.Global).value).toBe(3);
  if (fields) expect((instance.exports["g"] as WebAssembly.Global).value).toBe(5);
});

test("a module with nothing in it gets a global and an export", async () => {
  const { fuel } = run(await assemble("(module)"), 2 ** 31 - 1);
  expect(fuel.value).toBe(2 ** 31 - 1);
});

test("sizes whose LEB128 grows or is padded", async () => {
  // Bodies just under and over 128 and 16384 bytes, so that the meter makes a size one byte longer.
  for (const nops of [100, 110, 127, 16_350, 16_370, 16_384]) {
    const original = await assemble(`(module
      (func (export "a") (result i32) (loop (result i32) ${"(nop) ".repeat(nops)} (i32.const 1)))
      (func (export "b") (result i32) (i32.const 2)))`);
    const { exports } = run(original);
    expect([exports["a"]!(), exports["b"]!()]).toEqual([1, 2]);
  }
  const plain = await assemble(
    `(module (func (export "f") (result i32) (loop (result i32) (i32.const 1))))`,
  );
  const padded = padCodeSize(plain);
  expect(WebAssembly.validate(new Uint8Array(padded))).toBe(true);
  expect(run(padded).exports["f"]!()).toBe(1);
});

/** Writes the size of the code section, the last one, in five bytes. */
function padCodeSize(bytes: Uint8Array): Uint8Array {
  const at = bytes.lastIndexOf(10, bytes.length - 10);
  const size = bytes[at + 1]!;
  expect(at + 2 + size).toBe(bytes.length);
  return Uint8Array.from([
    ...bytes.slice(0, at + 1),
    size | 0x80,
    0x80,
    0x80,
    0x80,
    0,
    ...bytes.slice(at + 2),
  ]);
}

test("offsets lead back to the original, custom sections included", async () => {
  const original = withSection(
    await assemble(`(module (func (export "f") (param i32)
      (loop $a (br_if $a (local.get 0)) (loop $b (br_if $b (local.get 0))))))`),
    "extra",
    [1, 2, 3],
  );
  const { bytes, toOriginal } = run(original);
  // Every original byte outside the rewritten sizes and counts is found at a copied place.
  const seen = new Set<number>();
  for (let offset = 0; offset < bytes.length; offset++) {
    const at = toOriginal(offset);
    if (offset > 0) expect(at).toBeGreaterThanOrEqual(toOriginal(offset - 1));
    if (bytes[offset] === original[at]) seen.add(at);
  }
  expect(seen.size).toBeGreaterThan(original.length - 8);
  // The inserted code belongs to the first instruction of its function or loop.
  const { meters } = readModule(original);
  expect(meters.length).toBe(3);
  expect(toOriginal(bytes.indexOf(0x23))).toBe(meters[0]);
});

test("loops are counted exactly, whatever their number", () => {
  return fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), async (turns) => {
      const loops = turns.map(
        (n, i) => `(local.set 0 (i32.const ${n}))
          (loop $l${i} (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l${i} (local.get 0)))`,
      );
      const { exports, fuel } = run(
        await assemble(`(module (func (export "f") (local i32) ${loops.join("\n")}))`),
      );
      exports["f"]!();
      expect(1_000 - fuel.value).toBe(turns.reduce((a, b) => a + b, 1));
    }),
    { numRuns: 40 },
  );
});
