// Bytes of a firmware, and RAM of one more of something.
import { fileURLToPath } from "node:url";
import { compile } from "../../dist/compiler.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

export async function bytesOf(text) {
  const { wasm, table } = await compile("feature.ts", { root, virtual: { "feature.ts": text } });
  return { wasm: wasm.length, ram: table.memory.heapBase };
}

/** From a firmware that has `count`, and one that has twice as many. */
export async function ramOfOneMore({ text, count }) {
  const few = await bytesOf(text(count));
  const many = await bytesOf(text(2 * count));
  return (many.ram - few.ram) / count;
}
