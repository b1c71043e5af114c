/** Builds WAMR as a library, with our platform layer (`platform/`), and programs for this computer with it. */
import { join } from "node:path";
import { BuildError } from "../../build/build-error.ts";
import { linkDesk } from "../../build/desk.ts";
import { cachedLibrary, fingerprint, ownTexts } from "../../build/library-cache.ts";
import { requireRoot, type Runtime } from "../../build/runtime-root.ts";
import type { Job, Tool } from "../../build/target.ts";
import { requireTools, runTool } from "../../build/tools.ts";
import { halFolder } from "../../build/wasm2c.ts";

export type Interpreter = "classic" | "fast";

export const wamrRuntime: Runtime = {
  title: "WAMR",
  variable: "WAMR_ROOT",
  marks: ["core/iwasm/include/wasm_export.h", "build-scripts/runtime_lib.cmake"],
  clone: "git clone https://github.com/bytecodealliance/wasm-micro-runtime",
};

export const wamrTools: readonly Tool[] = [
  { command: "gcc", apt: "gcc" },
  { command: "cmake", apt: "cmake" },
  { command: "make", apt: "make" },
];

/** WAMR's platform layer for firmware and how to build WAMR with it, below `hal`. */
export const platformFiles = [
  ...["CMakeLists.txt", "shared_platform.cmake"],
  ...["platform_internal.h", "platform.c"],
].map((file) => `ports/wamr/platform/${file}`);

/** What another processor than this computer's needs: its name, and more options of CMake. */
export interface Processor {
  readonly name: string;
  readonly options: readonly string[];
}

const own: Processor = { name: "host", options: [] };

/** @returns absolute path of the archive. */
export function wamrLibrary(root: string, interpreter: Interpreter, processor = own): string {
  const options = [
    `WAMR_ROOT=${root}`,
    `WAMR_BUILD_FAST_INTERP=${interpreter === "fast" ? 1 : 0}`,
    "CMAKE_BUILD_TYPE=MinSizeRel",
    ...processor.options,
  ].map((option) => `-D${option}`);
  const sources = ["core/iwasm", "core/shared", "build-scripts"].map((part) => join(root, part));
  return cachedLibrary({
    name: `wamr-${interpreter}-${processor.name}`,
    parts: [options, ownTexts(platformFiles), sources.map(fingerprint)],
    build(folder) {
      try {
        const recipe = join(halFolder(), "ports/wamr/platform");
        runTool("cmake", ["-S", recipe, "-B", folder, ...options]);
        runTool("cmake", ["--build", folder]);
      } catch (error) {
        throw new BuildError(
          `WAMR could not be built from ${root}: ${(error as Error).message}`,
          "Wakeful was tried with WAMR 2.4.3; check out WAMR-2.4.3 there, or report what failed",
        );
      }
      return join(folder, "libiwasm.a");
    },
  });
}

/**
 * Bytes of WAMR's pool on a computer with pointers of 64 bits: room for the fast interpreter's own code, which
 * was at most seven times the module. A power of two, so that few guests serve all firmware.
 */
const poolBytes = (job: Job): number => 2 ** Math.ceil(Math.log2(32 * 1024 + 12 * job.wasm.length));

/** @returns absolute path of a program for this computer. */
export function wamrProgram(job: Job, module: string, interpreter: Interpreter): string {
  requireTools(wamrTools);
  const root = requireRoot(wamrRuntime);
  const guest = {
    source: "ports/wamr/guest.c",
    includes: [join(root, "core/iwasm/include")],
    defines: [`WAKEFUL_WAMR_POOL=${poolBytes(job)}`],
    library: wamrLibrary(root, interpreter),
  };
  return linkDesk(job, module, guest, `${job.name}-${interpreter}`);
}
