/** The module in WAMR, built for this computer from the user's sources, on the virtual board. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeModule } from "../../../hal/build/module-source.ts";
import { rootProblem } from "../../../hal/build/runtime-root.ts";
import { installCommand, missingTools } from "../../../hal/build/tools.ts";
import {
  type Interpreter,
  wamrProgram,
  wamrRuntime,
  wamrTools,
} from "../../../hal/ports/wamr/library.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { runVirtual } from "./virtual.ts";

function machine(interpreter: Interpreter): Machine {
  return {
    name: `wamr-${interpreter}`,
    title: `WAMR's ${interpreter} interpreter on this computer, virtual time`,
    toleranceMicros: 0,
    missing() {
      const problem = rootProblem(wamrRuntime);
      if (problem !== undefined) return problem;
      const missing = missingTools(wamrTools);
      return missing.length > 0 ? installCommand(missing) : undefined;
    },
    async run(run: Run): Promise<Recording> {
      const folder = mkdtempSync(join(tmpdir(), "wakeful-wamr-"));
      const job = { name: "firmware", wasm: run.wasm, memoryBytes: run.memoryBytes, folder };
      return runVirtual(wamrProgram(job, writeModule(job), interpreter), [], run);
    },
  };
}

export const wamrClassic = machine("classic");
export const wamrFast = machine("fast");
