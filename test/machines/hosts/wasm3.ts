/** The module in wasm3, built for this computer from the user's sources, on the virtual board. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeModule } from "../../../hal/build/module-source.ts";
import { rootProblem } from "../../../hal/build/runtime-root.ts";
import { installCommand, missingTools } from "../../../hal/build/tools.ts";
import { wasm3Program, wasm3Runtime, wasm3Tools } from "../../../hal/ports/wasm3/library.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { runVirtual } from "./virtual.ts";

export const wasm3: Machine = {
  name: "wasm3",
  title: "wasm3 on this computer, virtual time",
  toleranceMicros: 0,
  missing() {
    const problem = rootProblem(wasm3Runtime);
    if (problem !== undefined) return problem;
    const missing = missingTools(wasm3Tools);
    return missing.length > 0 ? installCommand(missing) : undefined;
  },
  async run(run: Run): Promise<Recording> {
    const folder = mkdtempSync(join(tmpdir(), "wakeful-wasm3-"));
    const job = { name: "firmware", wasm: run.wasm, memoryBytes: run.memoryBytes, folder };
    return runVirtual(wasm3Program(job, writeModule(job)), [], run);
  },
};
