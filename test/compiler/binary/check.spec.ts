import { expect, test } from "vitest";
import { checkModule } from "../../../compiler/binary/check.ts";
import { encodeU32 } from "../../../compiler/binary/leb128.ts";
import { appendCustomSection, removeCustomSections } from "../../../compiler/binary/sections.ts";
import { BORDER_VERSION } from "../../../hal/generated/border.ts";
import { assemble, firmware, type FirmwareParts, good } from "./wat.ts";

function built(parts: FirmwareParts = {}, version = BORDER_VERSION): Uint8Array {
  return appendCustomSection(firmware(parts), "wakeful", encodeU32(version));
}

/** Findings as one text: rule, place, message, way out. */
function check(bytes: Uint8Array): string {
  const { ok, findings } = checkModule(bytes);
  expect(ok).toBe(findings.length === 0);
  return findings
    .map((f) => `${f.rule}${f.where ? ` (${f.where})` : ""}: ${f.message}\n  way out: ${f.hint}`)
    .join("\n");
}

const globals = (dataEnd: string, heapBase: string, more = ""): FirmwareParts => ({
  globals: `(global $data_end ${dataEnd}) (global $heap_base ${heapBase})
  (global $state (mut i32) (i32.const 0)) ${more}`,
});

test("a good module passes and tells its facts", () => {
  const { ok, findings, facts } = checkModule(built());
  expect(findings).toEqual([]);
  expect(ok).toBe(true);
  expect(facts).toEqual({
    bytes: built().length,
    dataEnd: 40,
    heapBase: 64,
    ram: 64,
    functions: 3,
    codeBytes: 21,
    dataBytes: 10,
    imports: ["hal.now", "hal.gpio_write"],
    exports: ["start", "poll", "raise", "memory", "__data_end", "__heap_base"],
    version: BORDER_VERSION,
  });
});

test("ram is the heap base rounded up to 8, as WAMR gives it", () => {
  const parts = globals("i32 (i32.const 40)", "i32 (i32.const 65)");
  expect(checkModule(built(parts)).facts.ram).toBe(72);
});

const growing: FirmwareParts = {
  functions: `${good.functions} (func $grow (drop (memory.grow (i32.const 1))) (drop (memory.size)))`,
};

test("memory.grow and memory.size are found, named", () => {
  expect(check(built(growing))).toMatchInlineSnapshot(`
    "allocator (function grow (index 5), offset 0xb4): grow can grow the memory (memory.grow): an allocator is linked
      way out: build from source with \`wakeful build\`, which names each line that allocates
    allocator (function grow (index 5), offset 0xb7): grow asks for the size of the memory (memory.size), so a host must keep whole pages of 64 KiB
      way out: build from source with \`wakeful build\`, which names each line that allocates"
  `);
});

test("memory.grow in a function without a name", () => {
  const bytes = removeCustomSections(built(growing), (name) => name === "name");
  expect(check(bytes)).toMatchInlineSnapshot(`
    "allocator (function 5, offset 0xb4): function 5 can grow the memory (memory.grow): an allocator is linked
      way out: build from source with \`wakeful build\`, which names each line that allocates
    allocator (function 5, offset 0xb7): function 5 asks for the size of the memory (memory.size), so a host must keep whole pages of 64 KiB
      way out: build from source with \`wakeful build\`, which names each line that allocates"
  `);
});

test("a data end above the heap base", () => {
  expect(check(built(globals("i32 (i32.const 57)", "i32 (i32.const 60)")))).toMatchInlineSnapshot(`
    "layout: __data_end is 57, rounded up to 16: 64; that is above __heap_base 60, and WAMR then keeps whole pages
      way out: build with --stackSize 16, which leaves the gap"
  `);
});

test("bounds that are variables", () => {
  const parts = globals("(mut i32) (i32.const 40)", "(mut i32) (i32.const 64)");
  expect(check(built(parts))).toMatchInlineSnapshot(`
    "bounds (export __data_end): __data_end is a mutable global: WAMR shrinks the memory only for an immutable one
      way out: put \`export { __heap_base, __data_end };\` into the entry file
    bounds (export __heap_base): __heap_base is a mutable global: WAMR shrinks the memory only for an immutable one
      way out: put \`export { __heap_base, __data_end };\` into the entry file"
  `);
});

test("bounds that are of another type", () => {
  const parts = globals("i64 (i64.const 40)", "f32 (f32.const 64)");
  expect(check(built(parts))).toMatchInlineSnapshot(`
    "bounds (export __data_end): __data_end is not an i32 constant
      way out: put \`export { __heap_base, __data_end };\` into the entry file, and build for wasm32
    bounds (export __heap_base): __heap_base is not an i32 constant
      way out: put \`export { __heap_base, __data_end };\` into the entry file, and build for wasm32"
  `);
});

test("nothing is exported", () => {
  expect(check(built({ exports: "" }))).toMatchInlineSnapshot(`
    "bounds (export __data_end): __data_end is not exported, so no host can tell how much memory is used
      way out: put \`export { __heap_base, __data_end };\` into the entry file
    bounds (export __heap_base): __heap_base is not exported, so no host can tell how much memory is used
      way out: put \`export { __heap_base, __data_end };\` into the entry file
    exports (export start): start is not exported; a host calls it: () → void
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file
    exports (export poll): poll is not exported; a host calls it: () → i64
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file
    exports (export raise): raise is not exported; a host calls it: (i32, i32, i64) → void
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file
    exports (export memory): memory is not exported
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file"
  `);
});

test("a heap base beyond the memory", () => {
  const parts = globals("i32 (i32.const 40)", "i32 (i32.const 65552)");
  expect(check(built(parts))).toMatchInlineSnapshot(`
    "layout: __heap_base is 65552, beyond the initial memory of 65536 bytes
      way out: raise --initialMemory, or use less static memory"
  `);
});

test("data beyond the data end", () => {
  expect(check(built({ data: `(data (i32.const 8) "ok") (data (i32.const 38) "abc")` })))
    .toMatchInlineSnapshot(`
    "layout (data segment 1, offset 0xbe): data segment 1 fills bytes 38 to 41, beyond __data_end 40: a host that trusts the bounds would lose it
      way out: export asc's own __data_end instead of a value of yours"
  `);
});

test("auxiliary stack underflow (WAMR#4941): a variable that looks like a stack pointer", () => {
  const parts = globals(
    "i32 (i32.const 40)",
    "i32 (i32.const 64)",
    "(global $count (mut i32) (i32.const 5))",
  );
  const functions = `${good.functions} (func (global.set $count (i32.const 4)))`;
  expect(check(built({ ...parts, functions }))).toMatchInlineSnapshot(`
    "stack-pointer (global 3): count is a variable that begins as 5, at or below __heap_base 64: WAMR takes it for a stack pointer and traps with "auxiliary stack underflow" (WAMR#4941)
      way out: let it begin as 0 and set it in main, or keep it in memory.data"
  `);
});

test("a stack pointer of a linker's that nothing sets, as there is no stack", () => {
  const more = "(global $__stack_pointer (mut i32) (i32.const 16))";
  expect(check(built(globals("i32 (i32.const 40)", "i32 (i32.const 64)", more)))).toBe("");
});

test("variables WAMR does not mistake", () => {
  const more = `(global (mut i32) (i32.const 65)) (global (mut i32) (i32.const -1)) (global (mut i64) (i64.const 5)) (global i32 (i32.const 5))`;
  const functions = `${good.functions} (func (global.set 3 (i32.const 4)) (global.set 4 (i32.const 4)))`;
  const parts = globals("i32 (i32.const 40)", "i32 (i32.const 64)", more);
  expect(check(built({ ...parts, functions }))).toBe("");
});

test("exports of the wrong kind or type", () => {
  const functions = `(func $start (result i32) i32.const 1) (func $poll (result i64) call $now)
    (func $raise (param i32 i32) local.get 0 local.get 1 call $gpio_write)`;
  const exports = good.exports.replace("(func $poll)", "(global $state)");
  expect(check(built({ functions, exports }))).toMatchInlineSnapshot(`
    "exports (export start): start is () → i32, but the border says () → void
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file
    exports (export poll): poll is exported as a global, not as a function
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file
    exports (export raise): raise is (i32, i32) → void, but the border says (i32, i32, i64) → void
      way out: build with \`wakeful build\`, or export what "wakeful" exports from your entry file"
  `);
});

test("imports no host provides", () => {
  const imports = `${good.imports}
    (import "env" "abort" (func (param i32 i32 i32 i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
    (import "hal" "gpio_reed" (func (param i32) (result i32)))
    (import "hal" "toString" (func))
    (import "hal" "gpio_read" (func (param i64) (result i32)))
    (import "hal" "log" (global i32))`;
  expect(check(built({ imports }))).toMatchInlineSnapshot(`
    "imports (import env.abort): env.abort is imported: asc calls it for a failed assert and a throw, and no host provides it
      way out: build with --noAssert, or with --use abort= and the name of a function of yours
    imports (import wasi_snapshot_preview1.fd_write): wasi_snapshot_preview1.fd_write is imported, but hosts provide only the module hal
      way out: reach the board through the functions of hal: now, adc_open, adc_start, adc_watch, adc_reference, flash_info, flash_read, flash_write, flash_erase, gpio_configure, gpio_write, gpio_read, gpio_listen, i2c_open, i2c_put, i2c_get, i2c_run, i2c_recover, i2c_cancel, power_cause, power_keep, power_kept, power_wake, power_off, pwm_set, pwm_stop, random_bits, rtc_get, rtc_set, spi_open, spi_put, spi_run, spi_get, strip_open, strip_put, strip_run, uart_open, uart_close, uart_write, uart_read, uart_flush, watchdog_start, watchdog_feed, log, panic
    imports (import hal.gpio_reed): hal.gpio_reed is imported, but border version 1 has no such function
      way out: did you mean gpio_read?
    imports (import hal.toString): hal.toString is imported, but border version 1 has no such function
      way out: it has: now, adc_open, adc_start, adc_watch, adc_reference, flash_info, flash_read, flash_write, flash_erase, gpio_configure, gpio_write, gpio_read, gpio_listen, i2c_open, i2c_put, i2c_get, i2c_run, i2c_recover, i2c_cancel, power_cause, power_keep, power_kept, power_wake, power_off, pwm_set, pwm_stop, random_bits, rtc_get, rtc_set, spi_open, spi_put, spi_run, spi_get, strip_open, strip_put, strip_run, uart_open, uart_close, uart_write, uart_read, uart_flush, watchdog_start, watchdog_feed, log, panic
    imports (import hal.gpio_read): hal.gpio_read is imported as (i64) → i32, but the border says (i32) → i32
      way out: use the bindings that come with wakeful instead of a declaration of your own
    imports (import hal.log): hal.log is imported as a global
      way out: only functions cross the border"
  `);
});

test("border versions: older, newer, missing, garbled", () => {
  const garbled = appendCustomSection(firmware(), "wakeful", Uint8Array.of(0x80));
  const texts = [built({}, 0), built({}, BORDER_VERSION + 299), firmware(), garbled].map(check);
  expect(texts.join("\n\n")).toMatchInlineSnapshot(`
    "version (custom section wakeful): the firmware is older than this host: it speaks border version 0, the host 1
      way out: build the firmware again with this version of wakeful

    version (custom section wakeful): this host is older than the firmware: it speaks border version 1, the firmware 300
      way out: update wakeful on the host, or build the firmware with the host's version

    version (custom section wakeful): the module does not say which border it was built for (no custom section "wakeful")
      way out: build with \`wakeful build\`, which writes it, and strip custom sections before, not after

    version (custom section wakeful): the custom section "wakeful" does not hold one LEB128 number
      way out: build again with \`wakeful build\`"
  `);
});

test("memories: none, shared, imported, two", () => {
  const none = assemble("(module)");
  const shared = built({ memory: "(memory $memory 1 1 shared)" });
  const imported = built({
    memory: "",
    imports: `${good.imports} (import "env" "memory" (memory $memory 1))`,
  });
  const two = built({ memory: "(memory $memory 1) (memory 1)" });
  const memoryFindings = (bytes: Uint8Array): string =>
    checkModule(bytes)
      .findings.filter((f) => f.rule === "memory")
      .map((f) => `${f.message}; ${f.hint}`)
      .join("\n");
  expect([none, shared, imported, two].map(memoryFindings)).toMatchInlineSnapshot(`
    [
      "the module has no memory; build with asc, which declares one; check that --noExportMemory is not set",
      "the memory is shared; build without --sharedMemory",
      "the memory is imported; build without --importMemory",
      "the module has 2 memories; small hosts know one; build without multi-memory",
    ]
  `);
});

test("what is no module is a finding", () => {
  expect(check(new TextEncoder().encode("hello"))).toMatchInlineSnapshot(`
    "malformed (offset 0x0): This is not a WebAssembly module: it does not begin with \\0asm
      way out: Give a .wasm file; \`wakeful build\` makes one from a .ts file."
  `);
});
