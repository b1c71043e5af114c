// Builds a firmware of bench/firmware/linear/asyncify: asc, optimiser, Asyncify, optimiser.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import binaryen from "binaryen";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = "bench/firmware/linear/asyncify";

/**
 * Functions that Asyncify has to see as they are: those that begin to wait, and what a task runs.
 * Inlined into others they would make these a part of the scheduler, which it leaves alone.
 */
const bounds = ["*/sleep", "*/yieldNow", "*/task"];

const entry = `export { start, poll, raise } from "./runtime";
export { __data_end, __heap_base };
`;

/** Compiles without optimising: that comes before and after Asyncify. */
async function compilePlain(firmware, { tasks, stack }, exported) {
  const given = new Map([
    [`${folder}/firmware.ts`, firmware],
    [
      `${folder}/shape.ts`,
      `export const TASKS: u32 = ${tasks};\nexport const STACK: u32 = ${stack};\n`,
    ],
    [`${folder}/entry.ts`, `${entry}${exported}`],
  ]);
  const errors = [];
  let wasm;
  const argv = [`${folder}/entry.ts`, "--outFile", "o.wasm", "--runtime", "stub", "--debug"];
  const flags = [
    "--noAssert",
    "--use",
    "abort=",
    "--lowMemoryLimit",
    "1048576",
    "--config",
    "none",
  ];
  const { error } = await asc.main([...argv, ...flags], {
    readFile(name) {
      const path = name.replaceAll("\\", "/");
      if (given.has(path)) return given.get(path);
      try {
        return readFileSync(`${root}${path}`, "utf8");
      } catch {
        return null;
      }
    },
    writeFile(name, contents) {
      if (name.endsWith("o.wasm")) wasm = contents;
    },
    listFiles: () => [],
    reportDiagnostic: (d) => errors.push(d.message),
  });
  if (error || !wasm) throw new Error(`asc: ${errors.join("; ") || error?.message}`);
  return wasm;
}

/** Optimises as asc does for -O3, until it gets no smaller. */
function optimise(module) {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setZeroFilledMemory(true);
  for (let size = Infinity; ;) {
    module.optimize();
    const now = module.emitBinary().length;
    if (now >= size) return;
    size = now;
  }
}

/**
 * @param {string} firmware its text.
 * @param {{tasks: number, stack: number}} shape how many tasks, and how many bytes of stack each.
 * @param {string} exported what the module exports besides the border.
 * @returns {Promise<Uint8Array>}
 */
export async function buildAsyncify(firmware, shape, exported = "") {
  const module = binaryen.readBinary(await compilePlain(firmware, shape, exported));
  try {
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.BulkMemory);
    for (const pattern of bounds) {
      binaryen.setPassArgument("no-inline", pattern);
      module.runPasses(["no-inline"]);
    }
    optimise(module);
    module.runPasses(["asyncify"]);
    for (const name of [
      "start_unwind",
      "stop_unwind",
      "start_rewind",
      "stop_rewind",
      "get_state",
    ]) {
      module.removeExport(`asyncify_${name}`);
    }
    optimise(module);
    if (!module.validate()) throw new Error("Asyncify made a module that is not valid");
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}
