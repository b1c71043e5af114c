import wabtModule from "wabt";

// wabt knows the feature, its types do not.
const features: Record<string, boolean> = { multi_memory: true };
const wabt = await wabtModule();

/** Assembles a module from its text form, with names. */
export function assemble(text: string): Uint8Array {
  const module = wabt.parseWat("test.wat", text, features);
  module.resolveNames();
  const { buffer } = module.toBinary({ write_debug_names: true });
  module.destroy();
  return buffer;
}

/** The parts of a module that pass `checkModule`; a test replaces the one it is about. */
export interface FirmwareParts {
  readonly imports?: string;
  readonly memory?: string;
  readonly globals?: string;
  readonly functions?: string;
  readonly exports?: string;
  readonly data?: string;
}

export const good = {
  imports: `(import "hal" "now" (func $now (result i64)))
  (import "hal" "gpio_write" (func $gpio_write (param i32 i32)))`,
  memory: `(memory $memory 1)`,
  globals: `(global $data_end i32 (i32.const 40))
  (global $heap_base i32 (i32.const 64))
  (global $state (mut i32) (i32.const 0))`,
  functions: `(func $start i32.const 1 global.set $state)
  (func $poll (result i64) call $now)
  (func $raise (param i32 i32 i64) local.get 0 local.get 1 call $gpio_write)`,
  exports: `(export "start" (func $start))
  (export "poll" (func $poll))
  (export "raise" (func $raise))
  (export "memory" (memory $memory))
  (export "__data_end" (global $data_end))
  (export "__heap_base" (global $heap_base))`,
  data: `(data (i32.const 8) "0123456789")`,
};

export function firmware(parts: FirmwareParts = {}): Uint8Array {
  return assemble(`(module\n  ${Object.values({ ...good, ...parts }).join("\n  ")}\n)`);
}
