/** The C that is made of a module computes what WebAssembly says, on processors of 64 and of 8 bits. */
import { describe, expect, test } from "vitest";
import { adaptC } from "../../hal/build/adapt-c.ts";
import { firmware } from "../support/wat.ts";
import { native } from "./hosts/native.ts";
import { uno } from "./hosts/uno.ts";
import type { Recording, Stimulus } from "./machine.ts";
import { Trap } from "../../hal/generated/border.ts";

const MEMORY = 632;
const machines = [native, uno];

const OUT_OF_BOUNDS = Trap.OutOfBounds;
const UNREACHABLE = Trap.Unreachable;

const words = [0n, 1n, 0x8000n, 0x10000n, 0x80000000n, 0x00ff00f0n, 0xffffffffn];
const longs = [
  0n,
  1n,
  0x8000n,
  0x100000000n,
  0x8000000000000000n,
  0x00ff00f000000000n,
  (1n << 64n) - 1n,
];

/** Each is one computation without arguments that leaves an i64. */
const computations = [
  ...["clz", "ctz", "popcnt"].flatMap((op) => [
    ...words.map(
      (n) => `(i64.extend_i32_u (i32.${op} (i32.wrap_i64 (call $given (i64.const ${n})))))`,
    ),
    ...longs.map((n) => `(i64.${op} (call $given (i64.const ${n})))`),
  ]),
  ...[0, 1, 15, 16, 31].flatMap((by) =>
    ["rotl", "rotr", "shl", "shr_s", "shr_u"].map(
      (op) =>
        `(i64.extend_i32_u (i32.${op} (i32.wrap_i64 (call $given (i64.const 0x89abcdef))) (i32.const ${by})))`,
    ),
  ),
  ...["load8_s", "load8_u", "load16_s", "load16_u", "load32_s", "load32_u", "load"].map(
    (op) => `(i64.${op} offset=3 (i32.wrap_i64 (call $given (i64.const 597))))`,
  ),
];

/**
 * Operands go through memory at a place that depends on a pin, or a compiler would compute all of it itself. One
 * computation a turn, each 4 ms, so that a serial line keeps up with the logs.
 */
async function computing(): Promise<Uint8Array> {
  const cases = computations.map(
    (body, i) => `(if (i32.eq (local.get $i) (i32.const ${i})) (then
      (call $log (i32.const ${0x20000 | i}) ${body} (i64.const 0) (i64.const 0) (i64.const 0))))`,
  );
  return firmware({
    fields: `
      (global $next (mut i32) (i32.const 0))
      (func $given (param i64) (result i64)
        (i64.store (call $place) (local.get 0))
        (i64.load (call $place)))
      (func $place (result i32)
        (i32.add (i32.const 64) (i32.shl (call $read (i32.const 5)) (i32.const 3))))
      (func $compute (param $i i32) ${cases.join("\n")})
      (func $fill (local $at i32)
        (loop $more
          (i32.store8 offset=568 (local.get $at) (i32.add (local.get $at) (i32.const 0x77)))
          (br_if $more (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 64)))))`,
    start: "(call $fill)",
    poll: `(call $compute (global.get $next))
      (global.set $next (i32.add (global.get $next) (i32.const 1)))
      (i64.add (call $now) (i64.const 4000))`,
  });
}

/** Results by V8. */
async function byV8(wasm: Uint8Array): Promise<bigint[]> {
  const results: bigint[] = [];
  const nothing = (): number => 0;
  const { instance } = await WebAssembly.instantiate(wasm as BufferSource, {
    hal: {
      now: () => 0n,
      gpio_configure: nothing,
      gpio_write: nothing,
      gpio_read: nothing,
      gpio_listen: nothing,
      panic: nothing,
      log: (_head: number, value: bigint) => void results.push(value),
    },
  });
  const { start, poll } = instance.exports as Record<string, () => unknown>;
  start!();
  for (let i = 0; i < computations.length; i++) poll!();
  return results;
}

/** A load or store at `$base`; `op` has an offset. */
function accessOf(op: string, isStore: boolean): string {
  const type = op.slice(0, 3);
  const value = type === "i64" ? "(i64.const 0x123456789abcdef0)" : "(i32.const 0x12345678)";
  return isStore ? `(${op} (call $base) ${value})` : `(drop (${op} (call $base)))`;
}

/** Does it once. `$base` is what the pins 2 to 9 say, so that no compiler knows the address. */
async function accessing(access: string): Promise<Uint8Array> {
  return firmware({
    fields: `
      (func $base (result i32) (local $pin i32) (local $base i32)
        (local.set $pin (i32.const 2))
        (loop $more
          (local.set $base (i32.or (i32.shl (local.get $base) (i32.const 1)) (call $read (local.get $pin))))
          (br_if $more (i32.lt_u (local.tee $pin (i32.add (local.get $pin) (i32.const 1))) (i32.const 10))))
        (i32.sub (i32.shl (local.get $base) (i32.const 2)) (i32.const 4)))`,
    raise: "",
    poll: `${access}
      (call $configure (i32.const 13) (i32.const 4))
      (i64.const 0x7fffffffffffffff)`,
  });
}

/** Stimuli before the first poll that make `$base` this value: a multiple of 4 up to 1016, or -4. */
function pinsFor(base: number): Stimulus[] {
  const bits = (base + 4) / 4;
  return Array.from({ length: 8 }, (_, i) => ({
    time: 0,
    pin: 2 + i,
    level: ((bits >> (7 - i)) & 1) as 0 | 1,
  }));
}

describe.each(machines.map((machine) => [machine.name, machine] as const))(
  "on %s",
  (_name, machine) => {
    describe.skipIf(machine.missing())("if its tools are here", () => {
      test("bits are counted, shifted and loaded as in V8", async () => {
        const wasm = await computing();
        const until = 4000 * (computations.length + 4);
        const { logs, panic } = await machine.run({
          name: "computing",
          wasm,
          memoryBytes: MEMORY,
          stimuli: [],
          until,
        });
        expect(panic).toBeUndefined();
        const results = logs!
          .slice(0, computations.length)
          .map(({ args }) => BigInt.asIntN(64, args[0]!));
        const expected = await byV8(wasm);
        for (const [i, body] of computations.entries()) {
          expect(`${body} = ${results[i]}`).toBe(`${body} = ${expected[i]}`);
        }
      });

      const run = async (op: string, isStore: boolean, base: number): Promise<Recording> =>
        machine.run({
          name: "accessing",
          wasm: await accessing(accessOf(op, isStore)),
          memoryBytes: MEMORY,
          stimuli: pinsFor(base),
          until: 20_000,
        });

      test.each([
        ["i32.load8_u", false, 628, 3],
        ["i32.load16_s", false, 628, 2],
        ["i32.load", false, 628, 0],
        ["i64.load", false, 624, 0],
        ["i64.load32_u", false, 4, 624],
        ["i32.store8", true, 628, 3],
        ["i32.store16", true, 628, 2],
        ["i32.store", true, 628, 0],
        ["i64.store", true, 0, 624],
      ])(
        "%s at the last place is good, and one byte further a named panic",
        async (op, isStore, base, offset) => {
          const good = await run(`${op} offset=${offset}`, isStore, base);
          expect([good.panic, good.edges.map(({ pin, level }) => [pin, level])]).toEqual([
            undefined,
            [[13, 1]],
          ]);
          const bad = await run(`${op} offset=${offset + 1}`, isStore, base);
          expect([bad.panic, bad.edges]).toEqual([OUT_OF_BOUNDS, []]);
        },
      );

      test.each([
        ["i32.load offset=4294967295", 4, "the sum would be 3 if it wrapped"],
        ["i32.load offset=4", -4, "the sum would be 0 if it wrapped"],
        ["i32.load offset=65532", 4, "the sum would be 0 in 16 bits"],
        ["i64.load offset=255", 380, "in 16 bits, just behind the end"],
      ])("an address that wraps is out of bounds: %s at %i, %s", async (op, base) => {
        expect((await run(op, false, base)).panic).toBe(OUT_OF_BOUNDS);
        expect((await run(op.replace("load", "store"), true, base)).panic).toBe(OUT_OF_BOUNDS);
      });

      test.each([
        ["memory.fill", "(memory.fill (call $base) (i32.const 7) (i32.const 4))", "(i32.const 5)"],
        ["memory.copy", "(memory.copy (call $base) (i32.const 8) (i32.const 4))", "(i32.const 5)"],
      ])(
        "%s up to the end is good, and one byte further a named panic",
        async (name, good, further) => {
          const result = async (text: string): Promise<Recording> =>
            machine.run({
              name,
              wasm: await accessing(text),
              memoryBytes: MEMORY,
              stimuli: pinsFor(628),
              until: 20_000,
            });
          expect((await result(good)).panic).toBeUndefined();
          expect((await result(good.replace("(i32.const 4))", `${further})`))).panic).toBe(
            OUT_OF_BOUNDS,
          );
        },
      );

      test("unreachable reaches the host as a named panic", async () => {
        const wasm = await firmware({ poll: "(unreachable)" });
        const { panic } = await machine.run({
          name: "unreachable",
          wasm,
          memoryBytes: MEMORY,
          stimuli: [],
          until: 1_000_000,
        });
        expect(panic).toBe(UNREACHABLE);
      });
    });
  },
);

test("C of another form than wasm2c 1.0.39 writes is refused", () => {
  expect(() => adaptC("int main(void) {}")).toThrowErrorMatchingInlineSnapshot(
    `[BuildError: wasm2c wrote C of another form than expected: no function]`,
  );
  expect(() => adaptC("static u32 w2c_firmware_f7(void);")).toThrowErrorMatchingInlineSnapshot(
    `[BuildError: wasm2c wrote C of another form than expected: "((x) ? __builtin_clz(x) : 32)" 0 times, not once]`,
  );
});
