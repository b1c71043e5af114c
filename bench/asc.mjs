// AssemblyScript's compiler on texts that exist only in memory and files below the root.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = fileURLToPath(new URL("../", import.meta.url));

/** How our firmware is optimised: see asconfig.json. */
export const OPTIMISED = ["--optimizeLevel", "3", "--shrinkLevel", "2", "--converge"];

const fixed = ["--runtime", "stub", "--noAssert", "--use", "abort=", "--config", "none"];

/**
 * @param {string} entry a path from the root.
 * @param {Map<string, string>} given texts that stand for files, by path from the root.
 * @param {string[]} flags
 * @returns {Promise<Uint8Array>}
 */
export async function runAsc(entry, given, flags) {
  const errors = [];
  let wasm;
  const { error } = await asc.main([entry, "--outFile", "o.wasm", ...fixed, ...flags], {
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
