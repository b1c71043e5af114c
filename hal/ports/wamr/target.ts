/** `--target wamr`: what an embedder of WAMR needs, and with `WAMR_ROOT` set a program for this computer. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deskPeripherals } from "../../build/desk.ts";
import { writeModule } from "../../build/module-source.ts";
import { peripheralFiles, peripheralNote, peripheralsOf } from "../../build/peripherals.ts";
import { isRootSet, rootProblem } from "../../build/runtime-root.ts";
import type { Artefact, Built, Job, Target } from "../../build/target.ts";
import { copyInto } from "../../build/wasm2c.ts";
import { type Interpreter, platformFiles, wamrProgram, wamrRuntime } from "./library.ts";

const interpreters: readonly Interpreter[] = ["classic", "fast"];

function note(job: Job): string {
  return `${job.name} for WAMR (docs/interpreters.md tells more)

module.c       the module, ${job.wasm.length} bytes; it uses ${job.memoryBytes} bytes of linear memory
guest.c        WAMR as the guest of core.c; check.c checks the module's version
core.c         the main loop; wakeful_run() never returns
port.h         what your board brings: write port.c
platform/      WAMR's platform layer for firmware

Build WAMR, for the classic interpreter or the fast one (1), which takes more RAM, with

  cmake -S platform -B wamr -DWAMR_ROOT=<its sources> -DWAMR_BUILD_FAST_INTERP=0
  cmake --build wamr

and your board's toolchain file and WAMR_BUILD_TARGET. Compile module.c, guest.c, check.c, core.c and your port.c
with -I <its sources>/core/iwasm/include, and link them with wamr/libiwasm.a. All the RAM that WAMR gets is
-DWAKEFUL_WAMR_POOL=<bytes>, for guest.c.
${peripheralNote(job.wasm)}`;
}

export const wamr: Target = {
  name: "wamr",
  title: "WAMR, a WebAssembly interpreter",
  tools: [],
  peripherals: deskPeripherals,
  build(job: Job): Built {
    const module = writeModule(job);
    copyInto(job.folder, [
      ...["core.c", "core.h", "port.h", "peripherals.h"].map((file) => `core/${file}`),
      ...peripheralFiles(peripheralsOf(job.wasm), "core"),
      ...["module.h", "check.c"].map((file) => `core/interpreter/${file}`),
      "ports/wamr/guest.c",
      "generated/wakeful_hal.h",
      "generated/imports-wamr.h",
    ]);
    const platform = join(job.folder, "platform");
    mkdirSync(platform, { recursive: true });
    copyInto(platform, platformFiles);
    const readme = join(job.folder, "README.txt");
    writeFileSync(readme, note(job));
    const hasRoot = isRootSet(wamrRuntime);
    const files: Artefact[] = [
      { path: module, note: "the module as C" },
      {
        path: readme,
        note: hasRoot
          ? "what is left to do on a board"
          : `what is left to do; for a program to run here ${rootProblem(wamrRuntime)}`,
      },
    ];
    if (hasRoot) {
      for (const interpreter of interpreters) {
        const path = wamrProgram(job, module, interpreter);
        files.push({ path, note: `WAMR's ${interpreter} interpreter on this computer` });
      }
    }
    return { files };
  },
};
