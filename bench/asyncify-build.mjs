// Builds a firmware of bench/firmware/linear/asyncify: asc, optimiser, Asyncify, optimiser.
import binaryen from "binaryen";
import { BORDER_SECTION, BORDER_VERSION } from "../dist/border.js";
import { runAsc } from "./asc.mjs";

const folder = "bench/firmware/linear/asyncify";

/**
 * Functions that Asyncify has to see as they are: those that begin to wait, and what a task runs.
 * Inlined into others they would make these a part of the scheduler, which it leaves alone.
 */
const bounds = ["*/sleep", "*/yieldNow", "*/task"];

/** What asc uses unless it is told otherwise. */
const { Features } = binaryen;
const features =
  Features.MutableGlobals | Features.SignExt | Features.NontrappingFPToInt | Features.BulkMemory;

const entry = `export { start, poll, raise } from "./runtime";
export { __data_end, __heap_base };
`;

/** Compiles without optimising: that comes before and after Asyncify. */
function compilePlain(firmware, { tasks, stack }, exported) {
  const given = new Map([
    [`${folder}/firmware.ts`, firmware],
    [
      `${folder}/shape.ts`,
      `export const TASKS: u32 = ${tasks};\nexport const STACK: u32 = ${stack};\n`,
    ],
    [`${folder}/entry.ts`, `${entry}${exported}`],
  ]);
  return runAsc(`${folder}/entry.ts`, given, ["--debug", "--lowMemoryLimit", "1048576"]);
}

/** Optimises until it gets no smaller: -O3, and for size as far as `shrink` says. */
function optimise(module, shrink) {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(shrink);
  binaryen.setZeroFilledMemory(true);
  for (let size = Infinity; ;) {
    module.optimize();
    const now = module.emitBinary().length;
    if (now >= size) return;
    size = now;
  }
}

/** Lets the scheduler ask for Asyncify's state, which the pass has no import for. */
function provideState(module) {
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const { name, module: from } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (from !== "bench") continue;
    const state = module.global.get("__asyncify_state", binaryen.i32);
    module.removeFunction(name);
    module.addFunction(name, binaryen.none, binaryen.i32, [], state);
    return;
  }
}

/** The pass, told that none of the board's functions waits. What only a host could use goes. */
function asyncify(module) {
  binaryen.setPassArgument("asyncify-ignore-imports", "1");
  module.runPasses(["asyncify"]);
  for (const name of ["start_unwind", "stop_unwind", "start_rewind", "stop_rewind", "get_state"])
    module.removeExport(`asyncify_${name}`);
  provideState(module);
}

/**
 * Keeps the bounds out of each other up to the pass. What it made may be inlined, so the marks, which
 * a binary has none of, are then lost on purpose.
 */
function transform(plain, shrink) {
  const module = binaryen.readBinary(plain);
  try {
    module.setFeatures(features);
    for (const pattern of bounds) {
      binaryen.setPassArgument("no-inline", pattern);
      module.runPasses(["no-inline"]);
    }
    optimise(module, shrink);
    asyncify(module);
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

/** Optimises what the pass made. Names, which asc was asked for to find the bounds, do not ship. */
function finish(transformed, shrink) {
  const module = binaryen.readBinary(transformed);
  try {
    module.setFeatures(features);
    optimise(module, shrink);
    if (!module.validate()) throw new Error("Asyncify made a module that is not valid");
    binaryen.setDebugInfo(false);
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

/**
 * @param {string} firmware its text.
 * @param {{tasks: number, stack: number, shrink: number}} shape how many tasks, how many bytes of
 *   stack each, and asc's shrink level.
 * @param {string} exported what the module exports besides the border.
 * @returns {Promise<Uint8Array>} with the border's version, as every firmware has it.
 */
export async function buildAsyncify(firmware, shape, exported = "") {
  const transformed = transform(await compilePlain(firmware, shape, exported), shape.shrink);
  const wasm = finish(transformed, shape.shrink);
  const section = [0, 9, 7, ...[...BORDER_SECTION].map((c) => c.charCodeAt(0)), BORDER_VERSION];
  return Uint8Array.from([...wasm, ...section]);
}
