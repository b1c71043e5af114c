/** Builds wasm3 as a library for this computer, from the files of its interpreter only: no WASI, no tracer. */
import { join } from "node:path";
import { BuildError } from "../../build/build-error.ts";
import { linkDesk } from "../../build/desk.ts";
import { cachedLibrary, fingerprint } from "../../build/library-cache.ts";
import { requireRoot, type Runtime } from "../../build/runtime-root.ts";
import type { Job, Tool } from "../../build/target.ts";
import { requireTools, runTool } from "../../build/tools.ts";

export const wasm3Runtime: Runtime = {
  title: "wasm3",
  variable: "WASM3_ROOT",
  marks: ["source/wasm3.h", "source/m3_env.h", "source/m3_validate.c"],
  clone: "git clone https://github.com/wasm3/wasm3",
};

export const wasm3Tools: readonly Tool[] = [
  { command: "gcc", apt: "gcc" },
  { command: "ar", apt: "binutils" },
];

/** The interpreter, without the libraries of functions that firmware has no use for. */
export const wasm3Sources = [
  ...["bind", "code", "compile", "core", "env", "exec"],
  ...["function", "info", "module", "parse", "validate"],
].map((name) => `source/m3_${name}.c`);

/**
 * wasm3's options, for it and for `guest.c`: a static array instead of the C heap, small pages of code, and
 * functions of a size that boards have room for.
 * @param heap Bytes; `docs/interpreters.md` has measured ones.
 */
export function wasm3Options(heap: number): string[] {
  return [
    `d_m3FixedHeap=${heap}`,
    "d_m3CodePageAlignSize=1024",
    "d_m3MaxFunctionStackHeight=256",
    "d_m3MaxConstantTableSize=64",
    "d_m3MaxNativeStack=0",
    "d_m3CascadedOpcodes=0",
    "d_m3VerboseErrorMessages=0",
  ];
}

/** Bytes; much, as one library serves all firmware. */
const DESK_HEAP = 1024 * 1024;

/** What another processor than this computer's needs: the prefix of its tools, and more flags for its gcc. */
export interface Processor {
  readonly prefix: string;
  readonly flags: readonly string[];
}

const own: Processor = { prefix: "", flags: [] };

/** @returns absolute path of the archive. */
export function wasm3Library(root: string, options: readonly string[], processor = own): string {
  const { prefix, flags } = processor;
  return cachedLibrary({
    name: `wasm3-${prefix || "host"}`,
    parts: [root, options, processor, wasm3Sources, fingerprint(join(root, "source"))],
    build(folder) {
      const archive = join(folder, "libm3.a");
      try {
        runTool(
          `${prefix}gcc`,
          [
            // Its operations end in calls that must become jumps: from -O2 on they do.
            ...["-std=gnu11", "-O3", "-c", "-ffunction-sections", ...flags],
            ...options.map((option) => `-D${option}`),
            ...wasm3Sources.map((file) => join(root, file)),
          ],
          folder,
        );
      } catch (error) {
        throw new BuildError(
          `wasm3 could not be built from ${root}: ${(error as Error).message}`,
          "Wakeful was tried with wasm3 0.9.0; update the folder to it, or report what failed",
        );
      }
      const objects = wasm3Sources.map((file) => file.slice(7).replace(/c$/, "o"));
      runTool(`${prefix}ar`, ["rcs", archive, ...objects], folder);
      return archive;
    },
  });
}

/** @returns absolute path of a program for this computer. */
export function wasm3Program(job: Job, module: string): string {
  requireTools(wasm3Tools);
  const root = requireRoot(wasm3Runtime);
  const defines = wasm3Options(DESK_HEAP);
  const guest = {
    source: "ports/wasm3/guest.c",
    includes: [join(root, "source")],
    defines,
    library: wasm3Library(root, defines),
  };
  return linkDesk(job, module, guest, `${job.name}-wasm3`);
}
