// AssemblyScript's compiler on texts that exist only in memory and files below the root.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = fileURLToPath(new URL("../", import.meta.url));

const { release } = JSON.parse(
  readFileSync(new URL("../asconfig.json", import.meta.url), "utf8"),
).targets;

/** Of our builds. */
export const SHRINK = release.shrinkLevel;

/** How our firmware is optimised: what asconfig.json says, so that nothing else is optimised otherwise. */
export const OPTIMISED = [
  ...["--optimizeLevel", String(release.optimizeLevel)],
  ...["--shrinkLevel", String(SHRINK)],
  ...(release.converge ? ["--converge"] : []),
];

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
