/**
 * Builds WAMR as a library for this computer by its own CMake files, with our platform layer. What firmware does
 * not use is left out; `docs/interpreters.md` has the same options for boards.
 */
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
  marks: ["core/iwasm/include/wasm_export.h", "build-scripts/runtime_lib.cmake", "CMakeLists.txt"],
  clone: "git clone https://github.com/bytecodealliance/wasm-micro-runtime",
};

export const wamrTools: readonly Tool[] = [
  { command: "gcc", apt: "gcc" },
  { command: "cmake", apt: "cmake" },
  { command: "make", apt: "make" },
];

/** Files of WAMR's platform layer for firmware, below `hal`. */
export const platformFiles = ["shared_platform.cmake", "platform_internal.h", "platform.c"].map(
  (file) => `ports/wamr/platform/${file}`,
);

/** Options of WAMR's build, for boards and for this computer. */
export function wamrOptions(interpreter: Interpreter): string[] {
  return [
    "WAMR_BUILD_PLATFORM=wakeful",
    "WAMR_BUILD_INTERP=1",
    `WAMR_BUILD_FAST_INTERP=${interpreter === "fast" ? 1 : 0}`,
    ...["AOT", "LIBC_BUILTIN", "LIBC_WASI", "SIMD", "REF_TYPES"].map((f) => `WAMR_BUILD_${f}=0`),
    "WAMR_BUILD_SHRUNK_MEMORY=1",
    "WAMR_BUILD_INVOKE_NATIVE_GENERAL=1",
    "WAMR_DISABLE_APP_ENTRY=1",
    "WAMR_DISABLE_HW_BOUND_CHECK=1",
  ];
}

function wamrLibrary(root: string, interpreter: Interpreter): string {
  const options = wamrOptions(interpreter);
  const sources = ["core/iwasm", "core/shared", "build-scripts"].map((part) => join(root, part));
  return cachedLibrary({
    name: `wamr-${interpreter}`,
    parts: [root, options, ownTexts(platformFiles), sources.map(fingerprint)],
    build(folder) {
      const config = join(halFolder(), platformFiles[0]!);
      try {
        runTool("cmake", [
          ...["-S", root, "-B", folder, "-DCMAKE_BUILD_TYPE=MinSizeRel"],
          ...[...options, `SHARED_PLATFORM_CONFIG=${config}`].map((option) => `-D${option}`),
        ]);
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
 * was at most seven times the module.
 */
const poolBytes = (job: Job): number => (32 + 16 * Math.ceil(job.wasm.length / 1024)) * 1024;

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
