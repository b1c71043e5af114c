// Builds a firmware of bench/firmware/linear/asyncify: asc, optimiser, Asyncify, optimiser.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import binaryen from "binaryen";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = "bench/firmware/linear/asyncify";

/** Where a task function must stay one of its own, until Asyncify has seen which are on a stack. */
const bounds = ["task", "sleep", "yieldNow"];

/** Compiles without optimising: that comes before and after Asyncify. */
async function compilePlain(firmware, shape) {
  const given = new Map([
    [`${folder}/firmware.ts`, firmware],
    [
      `${folder}/shape.ts`,
      `export const TASKS: u32 = ${shape.tasks};\nexport const STACK: u32 = ${shape.stack};\n`,
    ],
  ]);
  let wasm;
  const errors = [];
  const flags = ["--runtime", "stub", "--stackSize", "0", "--lowMemoryLimit", "1048576"];
  const argv = [`${folder}/runtime.ts`, ...flags, "--noAssert", "--debug", "--use", "abort="];
  const { error } = await asc.main([...argv, "--config", "none", "--outFile", "o.wasm"], {
    readFile(name) {
      const path = name.replaceAll("\\", "/");
      if (given.has(path)) return given.get(path);
      try {
        return readFileSync(`${root}${path}`, "utf8");
      } catch {
        return null;
      }
    },
    writeFile(_name, contents) {
      wasm = contents;
    },
    listFiles: () => [],
    reportDiagnostic: (d) => errors.push(d.message),
  });
  if (error) throw new Error(`asc: ${errors.join("; ") || error.message}`);
  return wasm;
}

/** Optimises until it gets no smaller. */
function optimise(module, levels) {
  binaryen.setOptimizeLevel(levels.optimize);
  binaryen.setShrinkLevel(levels.shrink);
  binaryen.setZeroFilledMemory(true);
  for (let size = Infinity; ;) {
    module.optimize();
    const now = module.emitBinary().length;
    if (now >= size) return;
    size = now;
  }
}

function load(wasm) {
  const module = binaryen.readBinary(wasm);
  return module;
}
export async function buildAsyncify(firmware, shape, levels = { optimize: 3, shrink: 2 }) {
  const plain = load(await compilePlain(firmware, shape));
  plain.runPasses(["no-inline"]); 
  return plain;
}
export { compilePlain, optimise, load, bounds, root, folder };
