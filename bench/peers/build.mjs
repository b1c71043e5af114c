// Builds a firmware of bench/firmware/peers: asc, optimised as ours is, with the border's version.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BORDER_SECTION, BORDER_VERSION } from "../../dist/border.js";
import { OPTIMISED, runAsc } from "../asc.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = "bench/firmware/peers";

/** Bytes of a task: see task.ts. */
const TASK = 32;

/**
 * @param {string} name of the firmware.
 * @param {{ tasks?: number, timers?: boolean, overwrites?: boolean, exports?: string[] }} shape `exports` besides
 *   the border.
 */
export async function buildPeer(name, shape = {}) {
  const { tasks = 2, timers = false, overwrites = false, exports = [] } = shape;
  const more = exports.length > 0 ? `export { ${exports.join(", ")} } from "./firmware";\n` : "";
  const given = new Map([
    [`${folder}/firmware.ts`, readFileSync(`${root}${folder}/${name}.ts`, "utf8")],
    [
      `${folder}/shape.ts`,
      `export const TASKS: u32 = ${tasks};
export const TIMERS: bool = ${timers};
export const OVERWRITES: bool = ${overwrites};
`,
    ],
    [`${folder}/entry.ts`, `export { start, poll, raise } from "./executor";\n${more}`],
  ]);
  const limit = String(TASK * tasks + (1 << 20));
  const flags = [...OPTIMISED, "--lowMemoryLimit", limit];
  const wasm = await runAsc(`${folder}/entry.ts`, given, flags);
  const section = [0, 9, 7, ...[...BORDER_SECTION].map((c) => c.charCodeAt(0)), BORDER_VERSION];
  return Uint8Array.from([...wasm, ...section]);
}
