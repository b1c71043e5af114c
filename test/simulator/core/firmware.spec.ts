import { expect, test } from "vitest";
import type { SideTable } from "../../../hal/border/side-table.ts";
import { FirmwareError } from "../../../simulator/core/errors.ts";
import { Firmware } from "../../../simulator/core/firmware.ts";
import type { FirmwareOptions } from "../../../simulator/core/firmware.ts";
import { assemble, firmware, withSection, withVersion } from "../../support/wat.ts";

const nothing = (): void => undefined;

const hal = {
  gpio_configure: nothing,
  gpio_write: nothing,
  gpio_read: () => 0,
  gpio_listen: nothing,
  log: nothing,
};

function load(bytes: Uint8Array, options: Partial<FirmwareOptions> = {}): Firmware {
  return new Firmware(bytes, {
    imports: { hal },
    pollLimit: 1_000,
    time: () => 5_000n,
    micros: () => 5n,
    ...options,
  });
}

/** The error as a user reads it. */
function tell(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    const { code, message, hint, place, time } = error;
    const where = place ? `\n  at ${place.file}:${place.line}:${place.column}` : "";
    return `${code}: ${message}\n  ${hint}${where}${time === undefined ? "" : `\n  time ${time}`}`;
  }
  throw new Error("no error");
}

const table = (more: Partial<SideTable>): SideTable => ({
  border: 1,
  name: "test",
  logs: [],
  panics: [],
  frames: [],
  tasks: [],
  memory: { base: 0, dataEnd: 0, heapBase: 0, statics: [] },
  module: "",
  functions: [],
  map: null,
  ...more,
});

/** A source map that gives every byte of a module a column of its own on the given line. */
function mapOf(bytes: Uint8Array, file = "examples/blink.ts"): object {
  const mappings = [...bytes.keys()].map((offset) => [offset, 0, 7, offset]);
  return { version: 3, sources: [file], names: [], mappings: [mappings] };
}

const exports = `(memory (export "memory") 1)
  (func (export "start")) (func (export "poll") (result i64) (i64.const 0))
  (func (export "raise") (param i32 i32 i64))`;

test("bytes that are no module", async () => {
  const module = await firmware({});
  expect(tell(() => load(new Uint8Array()))).toMatchInlineSnapshot(`
    "bad-module: the file is empty
      give the .wasm file that \`wakeful build\` writes"
  `);
  expect(tell(() => load(new TextEncoder().encode("<!DOCTYPE")))).toMatchInlineSnapshot(`
    "bad-module: this is no WebAssembly module: it begins with 3c 21 44 4f
      give the .wasm file that \`wakeful build\` writes"
  `);
  expect(tell(() => load(module.slice(0, 60)))).toMatchInlineSnapshot(`
    "bad-module: the module is not valid: section (code 2, "Import") extends past end of the module (length 105, remaining bytes 12) @+46
      build it again with \`wakeful build\`"
  `);
});

test("the border's version, missing and on either side", async () => {
  const module = await assemble(`(module ${exports})`);
  expect(tell(() => load(module))).toMatchInlineSnapshot(`
    "abi-version: the module does not say which border it was built for: it has no section "wakeful"
      build it again with \`wakeful build\`"
  `);
  expect(tell(() => load(withVersion(module, 2)))).toMatchInlineSnapshot(`
    "abi-version: the firmware was built for border 2, this simulator speaks 1: the simulator is older
      update the simulator"
  `);
  expect(tell(() => load(withVersion(module, 0)))).toMatchInlineSnapshot(`
    "abi-version: the firmware was built for border 0, this simulator speaks 1: the firmware is older
      build it again with \`wakeful build\`"
  `);
  const large = withSection(module, "wakeful", [0xac, 0x02]);
  expect(tell(() => load(large))).toMatchInlineSnapshot(`
    "abi-version: the firmware was built for border 300, this simulator speaks 1: the simulator is older
      update the simulator"
  `);
});

test("exports that are missing or have another signature", async () => {
  const of = async (text: string): Promise<Uint8Array> => withVersion(await assemble(text));
  const empty = await of("(module)");
  expect(tell(() => load(empty))).toMatchInlineSnapshot(`
    "missing-export: the firmware does not export start(); it exports nothing
      build it again with \`wakeful build\`, which exports what a host calls"
  `);
  const noMemory = await of(`(module ${exports.replace('(export "memory")', "")})`);
  expect(tell(() => load(noMemory))).toMatchInlineSnapshot(`
    "missing-export: the firmware does not export its memory
      build it again with \`wakeful build\`"
  `);
  const narrow = await of(
    `(module ${exports.replace("(result i64) (i64.const 0)", "(result i32) (i32.const 0)")})`,
  );
  expect(tell(() => load(narrow))).toMatchInlineSnapshot(`
    "missing-export: the firmware exports poll() -> i32, and a host calls poll() -> i64
      build it again with \`wakeful build\`"
  `);
  const taken = await of(`(module (global (export "wakeful_fuel") i32 (i32.const 0)) ${exports})`);
  expect(tell(() => load(taken))).toMatchInlineSnapshot(`
    "bad-module: the firmware exports wakeful_fuel, a name the simulator needs for itself
      rename the export"
  `);
});

test("imports that nobody provides, or with another signature", async () => {
  const of = async (text: string): Promise<Uint8Array> =>
    withVersion(await assemble(`(module ${text} ${exports})`));
  const unknown = await of('(import "env" "abort" (func (param i32 i32 i32 i32)))');
  expect(tell(() => load(unknown))).toMatchInlineSnapshot(`
    "unknown-import: the firmware imports the function env.abort, which nobody provides; functions are provided by hal
      do without it, or give it in the option \`imports\`"
  `);
  const other = await of('(import "hal" "now" (func (result i32)))');
  expect(tell(() => load(other))).toMatchInlineSnapshot(`
    "unknown-import: the firmware imports hal.now() -> i32, and the simulator provides hal.now() -> i64
      build it again with \`wakeful build\`"
  `);
  const global = await of('(import "hal" "seed" (global i32))');
  expect(tell(() => load(global))).toMatchInlineSnapshot(`
    "unknown-import: the firmware imports the global hal.seed, which nobody provides; hal has functions of gpio, log, now, panic
      do without it, or give it in the option \`imports\`"
  `);
  expect(load(unknown, { imports: { hal, env: { abort: nothing } } }).poll()).toBe(0n);
});

test("a trap names the author's line", async () => {
  const bytes = await firmware({
    poll: `(local $i i32)
      (loop $l
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $l (i32.lt_u (local.get $i) (i32.const 9))))
      (i64.extend_i32_u (i32.div_u (i32.const 1) (global.get $zero)))`,
    fields: "(global $zero (mut i32) (i32.const 0))",
  });
  // 0x6e is i32.div_u; the loop before it moves it in the guarded copy.
  const column = bytes.lastIndexOf(0x6e) + 1;
  const told = tell(() => load(bytes, { table: table({ map: mapOf(bytes) }) }).poll());
  expect(told.replace(`:${column}\n`, ":[i32.div_u]\n")).toMatchInlineSnapshot(`
    "trap: poll() trapped: divide by zero
      check the divisor before the division
      at examples/blink.ts:8:[i32.div_u]
      time 5000"
  `);
  expect(tell(() => load(bytes).poll())).toMatchInlineSnapshot(`
    "trap: poll() trapped: divide by zero
      check the divisor before the division
      time 5000"
  `);
});

test("a place in AssemblyScript's library is told only if there is no other", async () => {
  const bytes = await firmware({
    fields: "(func $inner unreachable)",
    raise: "(call $inner)",
  });
  // Body of $inner: size 3, no locals, unreachable, end. It is the first of the code section.
  const inner = bytes.findIndex((_, i) =>
    [3, 0, 0, 0x0b].every((byte, k) => bytes[i + k] === byte),
  );
  const segment = (offset: number): number[] =>
    offset < inner + 4 ? [offset, 1, 1, 1] : [offset, 0, 2, 2];
  const map = {
    version: 3,
    sources: ["main.ts", "~lib/array.ts"],
    names: [],
    mappings: [[...bytes.keys()].map(segment)],
  };
  expect(inner).toBeGreaterThan(0);
  const only = mapOf(bytes, "~lib/array.ts");
  const error = tell(() => load(bytes, { table: table({ map: only }) }).raise(0, 0, 0n));
  expect(error).toContain(`at ~lib/array.ts:8:${inner + 3}`);
  const told = tell(() => load(bytes, { table: table({ map }) }).raise(0, 0, 0n));
  expect(told).toMatchInlineSnapshot(`
    "trap: raise() trapped: unreachable
      an assertion failed, or a case arose that must not
      at main.ts:3:3
      time 5000"
  `);
});

test("an endless loop is a trap, after the same number of turns each time", async () => {
  const bytes = await firmware({ poll: "(loop $l (br $l)) (unreachable)" });
  const options = { table: table({ map: mapOf(bytes) }) };
  const column = bytes.lastIndexOf(0x0c) + 1;
  const told = tell(() => load(bytes, options).poll());
  expect(told.replace(`:${column}\n`, ":[br]\n")).toMatchInlineSnapshot(`
    "endless-poll: poll() does not return: 1000 loop iterations and calls at one instant
      await or yield inside the loop; if it is only long, raise the limit: \`wakeful run --poll-limit\`, or \`pollLimit\` in \`Simulator.load\`
      at examples/blink.ts:8:[br]
      time 5000"
  `);
});

test("a loop that only reads the clock is told so", async () => {
  const bytes = await firmware({
    start: "(loop $l (br_if $l (i64.lt_u (call $now) (i64.const 1000000))))",
  });
  expect(tell(() => load(bytes, { pollLimit: 5_000 }).start())).toMatchInlineSnapshot(`
    "endless-poll: start() does not return: 5000 loop iterations and calls at one instant, and read now() 4999 times: time stands still while firmware runs
      do not wait by reading the clock: \`await sleep(...)\` inside the loop
      time 5000"
  `);
});

test("the fuel is full again at each instant, and shared by the calls of one", async () => {
  const bytes = await firmware({
    poll: `(local $i i32)
      (loop $l
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $l (i32.lt_u (local.get $i) (i32.const 900))))
      (i64.const 0)`,
  });
  let now = 0n;
  const loaded = load(bytes, { time: () => now });
  for (; now < 10n; now++) expect(loaded.poll()).toBe(0n);
  expect(loaded.poll()).toBe(0n);
  expect(tell(() => loaded.poll())).toMatch(/^endless-poll: /);
});

test("an endless loop in the module's start section is told as one", async () => {
  const bytes = await firmware({ fields: "(func $s (loop $l (br $l))) (start $s)" });
  expect(tell(() => load(bytes))).toMatchInlineSnapshot(`
    "endless-poll: start() does not return: 1000 loop iterations and calls at one instant
      await or yield inside the loop; if it is only long, raise the limit: \`wakeful run --poll-limit\`, or \`pollLimit\` in \`Simulator.load\`
      time 5000"
  `);
});

test("an import that only the prototype of an object has is not provided", async () => {
  for (const [from, name] of [
    ["hal", "toString"],
    ["hal", "hasOwnProperty"],
    ["constructor", "name"],
    ["__proto__", "toString"],
    ["toString", "call"],
  ]) {
    const bytes = withVersion(
      await assemble(`(module (import "${from}" "${name}" (func)) ${exports})`),
      1,
    );
    expect(tell(() => load(bytes))).toMatch(/^unknown-import: /);
  }
});

test("an `unreachable` of the firmware's own is no endless loop", async () => {
  const bytes = await firmware({ raise: "unreachable" });
  expect(tell(() => load(bytes).raise(0, 0, 0n))).toMatchInlineSnapshot(`
    "trap: raise() trapped: unreachable
      an assertion failed, or a case arose that must not
      time 5000"
  `);
});

test("recursion without an end", async () => {
  const bytes = await firmware({ fields: "(func $f (call $f))", start: "(call $f)" });
  expect(tell(() => load(bytes, { pollLimit: 2 ** 31 - 1 }).start())).toMatchInlineSnapshot(`
    "trap: start() trapped: call stack exhausted
      a function calls itself without an end, or too deeply for a small chip: use a loop
      time 5000"
  `);
});

test("panics: known, unknown, of the language, and without a side table", async () => {
  const place = { file: "blink.ts", line: 3, column: 5 };
  const known = table({ panics: [{ text: "pool of blink is full", place }] });
  const panic = (code: number, with_: SideTable | undefined): Promise<string> =>
    firmware({ start: `(call $panic (i32.const ${code}))` }).then((bytes) =>
      tell(() => load(bytes, { table: with_ }).start()),
    );
  expect(await panic(0, known)).toMatchInlineSnapshot(`
    "panic: panic: pool of blink is full
      the firmware stopped itself here: see that this case does not arise, or handle it
      at blink.ts:3:5
      time 5000"
  `);
  expect(await panic(7, known)).toMatchInlineSnapshot(`
    "panic: panic #7
      the side table does not know this panic: it belongs to another build
      time 5000"
  `);
  expect(await panic(-1, known)).toMatchInlineSnapshot(`
    "panic: panic: a check of the language failed
      an assertion, an index or a cast went wrong at this place
      time 5000"
  `);
  expect(await panic(7, undefined)).toMatchInlineSnapshot(`
    "panic: panic #7
      load the side table that lies beside the module (.wakeful.json) to read the text and place
      time 5000"
  `);
});

test("a failing start section fails the load", async () => {
  const bytes = await firmware({ fields: "(func $init unreachable) (start $init)" });
  expect(tell(() => load(bytes))).toMatchInlineSnapshot(`
    "trap: start() trapped: unreachable
      an assertion failed, or a case arose that must not
      time 5000"
  `);
});

test("an error of the host's own functions is passed on as it is", async () => {
  const bytes = await firmware({ start: "(call $write (i32.const 0) (i32.const 0))" });
  const fault = new TypeError("a bug in a test");
  const imports = {
    hal: {
      ...hal,
      gpio_write: () => {
        throw fault;
      },
    },
  };
  expect(() => load(bytes, { imports }).start()).toThrow(fault);
});

test("the bytes given are not changed, and sizes are those of the original", async () => {
  const bytes = await firmware({ poll: "(loop $l (br $l)) (unreachable)" });
  const before = bytes.slice();
  const loaded = load(bytes);
  expect(bytes).toEqual(before);
  expect(loaded.wasmBytes).toBe(bytes.length);
  expect(loaded.ramBytes).toBe(632);
});

test("a panic cannot be caught by the firmware, and an exception of its own is a trap", async () => {
  const module = (poll: string): Promise<Uint8Array> =>
    assemble(
      `(module (import "hal" "panic" (func $panic (param i32))) (tag $e)
        (memory (export "memory") 1) (func (export "start"))
        (func (export "poll") (result i64) ${poll} (i64.const 0))
        (func (export "raise") (param i32 i32 i64)))`,
      { exceptions: true },
    ).then((bytes) => withVersion(bytes, 1));
  const caught = await module("(try (do (call $panic (i32.const 3))) (catch_all))");
  expect(tell(() => load(caught).poll())).toMatch(/^panic: panic #3/);
  const thrown = await module("(throw $e)");
  expect(tell(() => load(thrown).poll())).toMatchInlineSnapshot(`
    "trap: poll() threw a WebAssembly exception that nothing caught
      catch it in the firmware; an error that nobody can handle is a panic
      time 5000"
  `);
});
