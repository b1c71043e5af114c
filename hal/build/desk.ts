/** Links an interpreter, a module and the virtual board (hal/ports/virtual) to a program for this computer. */
import { join } from "node:path";
import type { Job } from "./target.ts";
import { runTool } from "./tools.ts";
import { halFolder } from "./wasm2c.ts";

export interface Guest {
  /** Below `hal`. */
  readonly source: string;
  /** Absolute: the runtime's public headers. */
  readonly includes: readonly string[];
  /** `NAME=value` */
  readonly defines: readonly string[];
  /** Absolute. */
  readonly library: string;
}

/** @returns absolute path of the program, in the job's folder. */
export function linkDesk(job: Job, module: string, guest: Guest, name: string): string {
  const hal = halFolder();
  const program = join(job.folder, name);
  const includes = [join(hal, "core"), join(hal, "core/interpreter"), join(hal, "generated")];
  runTool("gcc", [
    ...["-std=gnu11", "-O2", "-Wall"],
    ...guest.defines.map((define) => `-D${define}`),
    ...[...includes, ...guest.includes].flatMap((folder) => ["-I", folder]),
    module,
    ...["core/core.c", "core/interpreter/check.c", guest.source].map((file) => join(hal, file)),
    ...["port.c", "interpreter.c"].map((file) => join(hal, "ports/virtual", file)),
    guest.library,
    ...["-lm", "-Wl,--gc-sections", "-o", program],
  ]);
  return program;
}
