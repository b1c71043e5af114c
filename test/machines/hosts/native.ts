/** The module as C, compiled for this computer, on the virtual board: what wasm2c and the core do, exactly. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { halFolder, compilerFlags, toC } from "../../../hal/build/wasm2c.ts";
import { missingTools, installCommand, runTool } from "../../../hal/build/tools.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { runVirtual } from "./virtual.ts";

const tools = [{ command: "gcc", apt: "gcc" }];

/** Compiles a module with the virtual port. */
function build({ name, wasm, memoryBytes }: Run): string {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-native-"));
  const sources = toC({ name, wasm, memoryBytes, folder });
  const program = join(folder, "firmware");
  runTool("gcc", [
    ...["-std=gnu11", "-O1", "-Wall", "-Wno-unused"],
    ...compilerFlags(sources),
    ...sources.files,
    join(halFolder(), "ports/virtual/port.c"),
    ...["-lm", "-o", program],
  ]);
  return program;
}

export const native: Machine = {
  name: "native",
  title: "wasm2c and gcc on this computer, virtual time",
  toleranceMicros: 0,
  missing() {
    const missing = missingTools(tools);
    return missing.length > 0 ? installCommand(missing) : undefined;
  },
  run: async (run: Run): Promise<Recording> => runVirtual(build(run), [], run),
};
