/**
 * Changes a few places in the C that wasm2c wrote, where it is large or wrong on a small processor. Each
 * change knows how often its place occurs: another version of wabt that writes something else is an error here,
 * and never a firmware that is wrong in silence.
 */
import { BuildError } from "./build-error.ts";

/** A load or store: the address is a variable, the offset a constant. */
const ACCESS =
  /\b([if](?:32|64)_(?:load|store)\w*)_default32\(&instance->w2c_memory, \(u64\)\((var_\w+)\)(?: \+ (\d+)u?)?([,)])/g;

/** What a module's own part begins with; before it are definitions that are the same for each module. */
const MODULE_BEGINS = /^static .*\bw2c_firmware_|^FUNC_TYPE_T\(|^static void init_/m;

function unexpected(what: string): BuildError {
  return new BuildError(
    `wasm2c wrote C of another form than expected: ${what}`,
    "is the package wabt of the version that Wakeful asks for? If so, please report it",
  );
}

/** Replaces a text that must occur once. */
function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw unexpected(`"${from}" ${parts.length - 1} times, not once`);
  return parts.join(to);
}

/** What is the same for each module. */
function adaptPrelude(prelude: string): string {
  let text = prelude;
  // The built-ins count in an `int`, which has 16 bits on an AVR.
  text = replaceOnce(text, "((x) ? __builtin_clz(x) : 32)", "((x) ? wasm_rt_clz32(x) : 32)");
  text = replaceOnce(text, "((x) ? __builtin_ctz(x) : 32)", "((x) ? wasm_rt_ctz32(x) : 32)");
  text = replaceOnce(text, "(__builtin_popcount(x))", "(wasm_rt_popcount32(x))");
  // Data may lie where an ordinary load does not reach.
  text = replaceOnce(
    text,
    "  wasm_rt_memcpy(dest, src, n);\n",
    "  wasm_rt_copy_data(dest, src, n);\n",
  );
  // To the avr-gcc of Debian the value of a constant pointer is no constant; the address of an array is one.
  text = replaceOnce(
    text,
    "#define FUNC_TYPE_T(x) static const char* const x\n",
    "#define FUNC_TYPE_T(x) static const char x[]\n",
  );
  const last = "DEFINE_STORE(i64_store32, u32, u64)\n";
  return replaceOnce(text, last, `${last}#include "access.h"\n`);
}

/** `memory.fill` and `memory.copy`. */
function adaptBulk(module: string): string {
  const text = module
    .replaceAll("memory_fill(&instance->w2c_memory, ", "access_fill(")
    .replaceAll("memory_copy(&instance->w2c_memory, &instance->w2c_memory, ", "access_copy(");
  const rest = /.*\bmemory_(?:fill|copy)\(.*/.exec(text);
  if (rest) throw unexpected(`${rest[0].trim()} without the one memory`);
  return text;
}

/** The module's functions and data. */
function adaptModule(module: string): string {
  const before = module.split("_default32(").length - 1;
  let accesses = 0;
  const text = module.replace(ACCESS, (_all, name, address, offset = "0", end) => {
    accesses++;
    return `${name}_at(${address}, ${offset}u${end}`;
  });
  if (accesses !== before) {
    const rest = /.*_default32\(.*/.exec(text);
    throw unexpected(`${before - accesses} accesses to memory, as ${rest?.[0].trim()}`);
  }
  return adaptBulk(text).replace(
    /^static const u8 data_segment_data_/gm,
    "static const WASM_RT_DATA u8 data_segment_data_",
  );
}

/** Adapts what wasm2c 1.0.39 writes. Throws `BuildError` if a place is not as expected. */
export function adaptC(source: string): string {
  const module = MODULE_BEGINS.exec(source);
  if (!module) throw unexpected("no function");
  return adaptPrelude(source.slice(0, module.index)) + adaptModule(source.slice(module.index));
}
