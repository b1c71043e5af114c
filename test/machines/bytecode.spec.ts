/** The small form of code for the Uno: each operator does what it does in V8, and memory ends where it ends. */
import { describe, expect, test } from "vitest";
import { buildSmall } from "../../hal/ports/atmega328p/target.ts";
import { firmware, type FirmwareText } from "../support/wat.ts";
import { buildForUno, uno, Uno } from "./hosts/uno.ts";
import { WAKEFUL_TRAP } from "./traps.ts";

const MEMORY = 632;

async function small(text: FirmwareText): Promise<Uno> {
  const program = buildForUno(
    { name: "text", wasm: await firmware(text), memoryBytes: MEMORY },
    [],
    buildSmall,
  );
  const { symbols } = program;
  const at = symbols.get("wakeful_memory")!;
  const sim = new Uno(program);
  return Object.assign(sim, { memory: (): Uint8Array => sim.cpu.data.slice(at, at + MEMORY) });
}

/** Runs until it sleeps for the first time, or for ever. */
function settle({ cpu }: Uno): void {
  let isDone = false;
  cpu.onSleep = () => {
    isDone = true;
  };
  while (!isDone && !cpu.isHalted) {
    cpu.step(Infinity);
    if (cpu.cycles > 500_000_000 && !cpu.isHalted) throw new Error("the Uno does not come to rest");
  }
}

/** Memory when `start` has run, on the Uno and in V8. */
async function memories(text: FirmwareText): Promise<{ uno: Uint8Array; v8: Uint8Array }> {
  const sim = await small(text);
  settle(sim);
  expect(sim.panic).toBeUndefined();
  const none = (): number => 0;
  const module = new WebAssembly.Module((await firmware(text)) as Uint8Array<ArrayBuffer>);
  const instance = new WebAssembly.Instance(module, {
    hal: {
      now: () => 0n,
      gpio_configure: none,
      gpio_write: none,
      gpio_read: none,
      gpio_listen: none,
      log: none,
      panic: none,
    },
  });
  (instance.exports["start"] as () => void)();
  const { buffer } = instance.exports["memory"] as WebAssembly.Memory;
  return {
    uno: (sim as Uno & { memory(): Uint8Array }).memory(),
    v8: new Uint8Array(buffer, 0, MEMORY),
  };
}

const bytes = (values: readonly bigint[]): string =>
  values
    .flatMap((value) =>
      Array.from({ length: 8 }, (_, i) =>
        Number((value >> BigInt(8 * i)) & 0xffn)
          .toString(16)
          .padStart(2, "0"),
      ),
    )
    .map((byte) => `\\${byte}`)
    .join("");

const values = [
  ...[0n, 1n, 2n, 31n, 0x7fn, 0x80n, 0x8000n, 0x1234_5678n, 0x7fff_ffffn],
  ...[0x8000_0000n, 0x8000_0000_0000_0000n, 0xffff_ffff_ffff_ffffn],
].map((value) => BigInt.asUintN(64, value));

const relations = "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split(" ");
const arithmetic = "add sub mul and or xor shl shr_s shr_u rotl rotr".split(" ");
const divisions = "div_u rem_u div_s rem_s".split(" ");
const single = "clz ctz popcnt extend8_s extend16_s".split(" ");

/** Expressions of $a and $b, as an i64. */
const operators: readonly string[] = [
  ...["i32", "i64"].flatMap((type) => {
    const a = type === "i32" ? "(i32.wrap_i64 (local.get $a))" : "(local.get $a)";
    const b = type === "i32" ? "(i32.wrap_i64 (local.get $b))" : "(local.get $b)";
    const long = (value: string): string =>
      type === "i32" ? `(i64.extend_i32_u ${value})` : value;
    return [
      ...relations.map((name) => `(i64.extend_i32_u (${type}.${name} ${a} ${b}))`),
      `(i64.extend_i32_u (${type}.eqz ${a}))`,
      ...arithmetic.map((name) => long(`(${type}.${name} ${a} ${b})`)),
      // Neither a zero nor the one quotient that does not fit.
      ...divisions.map((name) =>
        long(
          `(${type}.${name} (${type}.or ${a} (${type}.const 1)) (${type}.or ${b} (${type}.const 2)))`,
        ),
      ),
      ...single.map((name) => long(`(${type}.${name} ${a})`)),
    ];
  }),
  "(i64.extend32_s (local.get $a))",
  "(i64.extend_i32_s (i32.wrap_i64 (local.get $a)))",
];

/** A constant of one byte is part of the operator behind it. */
const besideConstants: readonly string[] = ["add", "sub", "and", "or", "eq", "ne"].flatMap((name) =>
  [1, -2, 127, -128, 128].map(
    (value) =>
      `(i64.extend_i32_u (i32.${name} (i32.wrap_i64 (local.get $a)) (i32.const ${value})))`,
  ),
);

const RESULTS = 8 * values.length;

/** All operators on all pairs of values; a word of memory each gathers what they give. */
const everyOperator = (operators: readonly string[]): FirmwareText => ({
  fields: `
    (data (i32.const 0) "${bytes(values)}")
    (func $operate (param $k i32) (param $a i64) (param $b i64) (result i64)
      ${operators.map(() => "(block").join(" ")}
        (br_table ${operators.map((_, i) => i).join(" ")} (local.get $k))
      ${operators.map((code) => `) (return ${code})`).join("\n")}
    )`,
  start: `
    (local $k i32) (local $i i32) (local $j i32) (local $sum i64)
    (loop $each
      (local.set $sum (i64.const 0))
      (local.set $i (i32.const 0))
      (loop $first
        (local.set $j (i32.const 0))
        (loop $second
          (local.set $sum (i64.add (i64.rotl (local.get $sum) (i64.const 5))
            (call $operate (local.get $k) (i64.load (local.get $i)) (i64.load (local.get $j)))))
          (br_if $second (i32.lt_u
            (local.tee $j (i32.add (local.get $j) (i32.const 8))) (i32.const ${RESULTS}))))
        (br_if $first (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const ${RESULTS}))))
      (i64.store offset=${RESULTS} (i32.shl (local.get $k) (i32.const 3)) (local.get $sum))
      (br_if $each (i32.lt_u
        (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const ${operators.length}))))`,
});

const loads = [
  ...["load", "load8_s", "load8_u", "load16_s", "load16_u"].map((name) => `i32.${name}`),
  ...["load", "load8_s", "load8_u", "load16_s", "load16_u", "load32_s", "load32_u"].map(
    (name) => `i64.${name}`,
  ),
];
const stores = [
  ...["store", "store8", "store16"].map((name) => `i32.${name}`),
  ...["store", "store8", "store16", "store32"].map((name) => `i64.${name}`),
];
const sizeOf = (name: string): number => {
  const [, type, bits] = /^i(\d+)\.[a-z]+(\d*)/.exec(name)!;
  return Number(bits || type) / 8;
};

const asLong = (load: string, operand: string): string => {
  const value = `(${load} ${operand})`;
  return load.startsWith("i32") ? `(i64.extend_i32_u ${value})` : value;
};

/** An access in each of the forms that its address can have. */
const forms = (name: string, address: number): string[] => [
  `${name} (i32.add (i32.const 0) (i32.const ${address}))`,
  `${name} (i32.const ${address})`,
  `${name} offset=4 (local.tee $p (i32.const ${address - 4}))`,
  `${name} offset=4 (local.get $p)`,
  `${name} offset=${address} (local.get $zero)`,
];

describe.skipIf(uno.missing())("bytecode on an Arduino Uno", () => {
  test.each([
    ["every operator on whole numbers", operators],
    ["every operator that has a constant in it", besideConstants],
  ])("%s gives what V8 gives", async (_what, operators) => {
    const { uno, v8 } = await memories(everyOperator(operators));
    const word = (memory: Uint8Array, k: number): bigint =>
      Buffer.from(memory).readBigUInt64LE(RESULTS + 8 * k);
    const named = (memory: Uint8Array): string[] =>
      operators.map((code, k) => `${code} ${word(memory, k).toString(16)}`);
    expect(named(uno)).toEqual(named(v8));
  });

  test("loads and stores of every size, at every kind of address, do what they do in V8", async () => {
    const accesses = [
      ...loads.flatMap((name) =>
        forms(name, 301).map(
          (form) =>
            `(local.set $sum (i64.add (i64.rotl (local.get $sum) (i64.const 5)) ${asLong(
              form.split(" ")[0]!,
              form.split(" ").slice(1).join(" "),
            )}))`,
        ),
      ),
      "(i64.store (i32.const 0) (local.get $sum))",
      ...stores.flatMap((name, i) =>
        forms(name, 16 + 41 * (i + 1)).map(
          (form, j) => `(${form} (${name.slice(0, 3)}.const ${0x12345678 + j}))`,
        ),
      ),
    ];
    const { uno, v8 } = await memories({
      fields: `(data (i32.const 296) "${bytes(values.map((value) => value ^ 0x80f1_82e3_84d5_86c7n))}")`,
      start: `(local $p i32) (local $zero i32) (local $sum i64) ${accesses.join("\n")}`,
    });
    expect([...uno]).toEqual([...v8]);
  });

  const last = (name: string): number => MEMORY - sizeOf(name);
  const ends = async (code: string): Promise<number | undefined> => {
    const sim = await small({ start: `(local $p i32) (local $zero i32) ${code}` });
    settle(sim);
    return sim.panic;
  };
  const code = (name: string, form: string): string =>
    name.includes("load") ? `(drop (${form}))` : `(${form} (${name.slice(0, 3)}.const 1))`;

  test("the last bytes of memory are there, for each access in each form", async () => {
    const accesses = [...loads, ...stores].flatMap((name) =>
      forms(name, last(name)).map((form) => code(name, form)),
    );
    expect(await ends(accesses.join("\n"))).toBeUndefined();
  });

  test.each([...loads, ...stores])("%s one byte further is a trap, in each form", async (name) => {
    for (const [i, form] of forms(name, last(name) + 1).entries()) {
      const before = i === 3 ? `(local.set $p (i32.const ${last(name) - 3}))` : "";
      expect(await ends(`${before} ${code(name, form)}`), form).toBe(WAKEFUL_TRAP.OUT_OF_BOUNDS);
    }
  });

  test.each([0xffff, 0x10000, 0x80000000, 0xffffffff])(
    "an address of %i does not come round to the beginning",
    async (address) => {
      for (const offset of [0, 4, 256, 0xffffffff]) {
        for (const name of ["i32.load", "i64.store8"]) {
          const form = `${name} offset=${offset} (i32.add (local.get $zero) (i32.const ${address}))`;
          expect(await ends(code(name, form)), form).toBe(WAKEFUL_TRAP.OUT_OF_BOUNDS);
        }
      }
    },
  );
});
