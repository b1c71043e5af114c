/** `--target wasm3`: what an embedder of wasm3 needs, and with `WASM3_ROOT` set a program for this computer. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deskPeripherals } from "../../build/desk.ts";
import { writeModule } from "../../build/module-source.ts";
import { peripheralFiles, peripheralNote, peripheralsOf } from "../../build/peripherals.ts";
import { isRootSet, rootProblem } from "../../build/runtime-root.ts";
import type { Artefact, Built, Job, Target } from "../../build/target.ts";
import { copyInto } from "../../build/wasm2c.ts";
import { wasm3Options, wasm3Program, wasm3Runtime, wasm3Sources } from "./library.ts";

function note(job: Job): string {
  return `${job.name} for wasm3 (docs/interpreters.md tells more)

module.c       the module, ${job.wasm.length} bytes; it uses ${job.memoryBytes} bytes of linear memory
guest.c        wasm3 as the guest of core.c; check.c checks the module's version
core.c         the main loop; wakeful_run() never returns
port.h         what your board brings: write port.c

Of wasm3 compile

${wasm3Sources.map((file) => `  ${file}`).join("\n")}

and with them module.c, guest.c, check.c, core.c and your port.c, with -I <its sources>/source and the same options:

${wasm3Options(32 * 1024)
  .map((option) => `  -D${option}`)
  .join("\n")}

d_m3FixedHeap is all the RAM that wasm3 gets.
${peripheralNote(job.wasm)}`;
}

export const wasm3: Target = {
  name: "wasm3",
  title: "wasm3, a WebAssembly interpreter",
  tools: [],
  peripherals: deskPeripherals,
  build(job: Job): Built {
    const module = writeModule(job);
    copyInto(job.folder, [
      ...["core.c", "core.h", "port.h", "peripherals.h"].map((file) => `core/${file}`),
      ...peripheralFiles(peripheralsOf(job.wasm), "core"),
      ...["module.h", "check.c"].map((file) => `core/interpreter/${file}`),
      "ports/wasm3/guest.c",
      "generated/wakeful_hal.h",
      "generated/imports-wasm3.h",
    ]);
    const readme = join(job.folder, "README.txt");
    writeFileSync(readme, note(job));
    const hasRoot = isRootSet(wasm3Runtime);
    const files: Artefact[] = [
      { path: module, note: "the module as C" },
      {
        path: readme,
        note: hasRoot
          ? "what is left to do on a board"
          : `what is left to do; for a program to run here ${rootProblem(wasm3Runtime)}`,
      },
    ];
    if (hasRoot) {
      files.push({ path: wasm3Program(job, module), note: "wasm3 on this computer" });
    }
    return { files };
  },
};
