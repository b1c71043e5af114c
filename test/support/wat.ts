import wabt from "wabt";
import { BORDER_SECTION, BORDER_VERSION, importTypes } from "../../hal/generated/border.ts";

/** Assembles WebAssembly text. */
export async function assemble(
  text: string,
  features: { tail_call?: boolean; exceptions?: boolean } = {},
): Promise<Uint8Array> {
  const module = (await wabt()).parseWat("firmware.wat", text, features);
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** Appends a custom section. */
export function withSection(bytes: Uint8Array, name: string, contents: number[]): Uint8Array {
  const letters = [...new TextEncoder().encode(name)];
  const body = [letters.length, ...letters, ...contents];
  return Uint8Array.from([...bytes, 0, body.length, ...body]);
}

/** Appends the section that says which border a module was built for. */
export function withVersion(bytes: Uint8Array, version: number = BORDER_VERSION): Uint8Array {
  return withSection(bytes, BORDER_SECTION, [version]);
}

const imports = `
  (import "hal" "now" (func $now (result i64)))
  (import "hal" "gpio_configure" (func $configure (param i32 i32)))
  (import "hal" "gpio_write" (func $write (param i32 i32)))
  (import "hal" "gpio_read" (func $read (param i32) (result i32)))
  (import "hal" "gpio_listen" (func $listen (param i32 i32)))
  (import "hal" "log" (func $log (param i32 i64 i64 i64 i64)))
  (import "hal" "panic" (func $panic (param i32)))`;

/** Imports that a text has if it names them: a host may lack them. */
function moreImports(text: string, given: string): string {
  return Object.entries(importTypes)
    .filter(([name]) => name.includes("_") && !given.includes(`"${name}"`))
    .filter(([name]) => new RegExp(`\\$${name}\\b`).test(text))
    .map(([name, { params, result }]) => {
      const types = params.length > 0 ? ` (param ${params.join(" ")})` : "";
      const answer = result === "void" ? "" : ` (result ${result})`;
      return `(import "hal" "${name}" (func $${name}${types}${answer}))`;
    })
    .join("\n");
}

const never = "(i64.const 0x7fffffffffffffff)";

export interface FirmwareText {
  /** Body of `start()`. */
  readonly start?: string;
  /** Body of `poll()`; leaves an i64. Default: only an interrupt can wake. */
  readonly poll?: string;
  /** Body of `raise($source, $value, $time)`. Default: keeps nothing. */
  readonly raise?: string;
  /** More fields of the module: globals, functions. */
  readonly fields?: string;
  /** Imports by other names than their own. */
  readonly imports?: string;
}

/** A field that tells where data ends; without it WAMR does not believe `__heap_base` and keeps a whole page. */
export const DATA_END = `(global (export "__data_end") i32 (i32.const 616))`;

/**
 * Firmware with all imports at hand as `$now`, `$configure`, `$write`, `$read`, `$listen`, `$log` and
 * `$panic`, and those of further peripherals by their own names: `$flash_read`. `NEVER` stands for the largest i64.
 */
export async function firmware(text: FirmwareText): Promise<Uint8Array> {
  const { imports: given = "" } = text;
  const body = Object.values(text).join("\n");
  const module = `(module ${imports} ${given} ${moreImports(body, given)}
    (memory (export "memory") 1)
    (global (export "__heap_base") i32 (i32.const 632))
    ${text.fields ?? ""}
    (func (export "start") ${text.start ?? ""})
    (func (export "poll") (result i64) ${text.poll ?? "NEVER"})
    (func (export "raise") (param $source i32) (param $value i32) (param $time i64)
      ${text.raise ?? ""}))`;
  return withVersion(await assemble(module.replaceAll("NEVER", never)));
}
