/**
 * Makes C of a module: wabt's wasm2c, and the core's files around it. What comes out compiles with any C11
 * compiler that has GNU's built-ins.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "../../compiler/front/files.ts";
import { adaptC } from "./adapt-c.ts";
import { peripheralDefines, peripheralFiles, peripheralsOf } from "./peripherals.ts";
import type { Job } from "./target.ts";
import { runTool } from "./tools.ts";

/** The folder that has `hal/core`: this package's, whether built or not. */
export function halFolder(): string {
  return join(packageRoot(), "hal");
}

/** C sources of a firmware, in the job's folder, and how to compile them. */
export interface CSources {
  /** Absolute paths of the files to compile, but for the port's. */
  readonly files: readonly string[];
  /** Absolute include folders, in order. */
  readonly includes: readonly string[];
  /** `NAME=value` */
  readonly defines: readonly string[];
}

/** Runs wasm2c over the job's module. */
export function toC(job: Job): CSources {
  const hal = halFolder();
  const wasm = join(job.folder, "firmware.wasm");
  writeFileSync(wasm, job.wasm);
  const output = join(job.folder, "firmware.c");
  runWabt("wasm2c", ["--no-debug-names", "-n", "firmware", wasm, "-o", output]);
  const source = adaptC(readFileSync(output, "utf8"));
  writeFileSync(output, source);
  const peripherals = peripheralsOf(job.wasm);
  const table = /wasm_rt_allocate_funcref_table\([^,]*, (\d+)/.exec(source);
  return {
    files: ["core/core.c", "core/wasm2c/guest.c", ...peripheralFiles(peripherals, "core")].map(
      (file) => join(hal, file),
    ),
    includes: [
      join(hal, "core"),
      join(hal, "core/wasm2c"),
      join(hal, "core/wasm2c/include"),
      join(hal, "generated"),
      job.folder,
    ],
    defines: [
      `WAKEFUL_MEMORY=${job.memoryBytes}`,
      `WAKEFUL_TABLE=${table ? table[1] : 0}`,
      `WAKEFUL_UNALIGNED=${Number(hasUnaligned(wasm))}`,
      ...peripheralDefines(peripherals),
    ],
  };
}

function runWabt(tool: string, args: readonly string[]): string {
  const folder = dirname(createRequire(import.meta.url).resolve("wabt"));
  return runTool(process.execPath, [join(folder, "bin", tool), ...args]);
}

/**
 * Whether a load or store of two bytes or more promises less than its size, or than four: asc's copies of small
 * records do. Text shows an alignment where it is not the natural one.
 */
function hasUnaligned(wasm: string): boolean {
  return / align=[12]\b/.test(runWabt("wasm2wat", [wasm]));
}

/** Flags for a compiler of GCC's kind. */
export function compilerFlags({ includes, defines }: CSources): string[] {
  return [...defines.map((d) => `-D${d}`), ...includes.flatMap((folder) => ["-I", folder])];
}

/** Copies files of this package's `hal` into a folder, flat. */
export function copyInto(folder: string, files: readonly string[]): string[] {
  const hal = halFolder();
  return files.map((file) => {
    const target = join(folder, file.slice(file.lastIndexOf("/") + 1));
    copyFileSync(join(hal, file), target);
    return target;
  });
}
