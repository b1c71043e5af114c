/** `--target c`: a folder of C for any compiler and any board; `docs/porting.md` says what is left to write. */
import { basename, join } from "node:path";
import { peripheralFiles, peripheralsOf } from "../../build/peripherals.ts";
import type { Built, Job, Target } from "../../build/target.ts";
import { copyInto, toC } from "../../build/wasm2c.ts";

export const c: Target = {
  name: "c",
  title: "C sources for any board",
  tools: [],
  peripherals: "all",
  build(job: Job): Built {
    const { defines, files } = toC(job);
    const names = files.map((file) => basename(file)).join(", ");
    copyInto(job.folder, [
      "core/core.c",
      "core/core.h",
      "core/port.h",
      "core/peripherals.h",
      ...peripheralFiles(peripheralsOf(job.wasm), "core"),
      "core/wasm2c/guest.c",
      "core/wasm2c/access.h",
      "core/wasm2c/wasm-rt.h",
      "generated/wakeful_hal.h",
      "generated/imports-wasm2c.h",
    ]);
    return {
      files: [
        {
          path: join(job.folder, "firmware.c"),
          note: `compile ${names} and a port.c, ${defines.map((d) => `-D${d}`).join(" ")}`,
        },
      ],
    };
  },
};
