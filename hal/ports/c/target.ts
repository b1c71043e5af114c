/** `--target c`: a folder of C for any compiler and any board; `docs/porting.md` says what is left to write. */
import { join } from "node:path";
import type { Built, Job, Target } from "../../build/target.ts";
import { copyInto, toC } from "../../build/wasm2c.ts";

export const c: Target = {
  name: "c",
  title: "C sources for any board",
  tools: [],
  build(job: Job): Built {
    const { defines } = toC(job);
    copyInto(job.folder, [
      "core/core.c",
      "core/core.h",
      "core/port.h",
      "core/wasm2c/guest.c",
      "core/wasm2c/access.h",
      "core/wasm2c/wasm-rt.h",
      "generated/wakeful_hal.h",
    ]);
    return {
      files: [
        {
          path: join(job.folder, "firmware.c"),
          note: `compile core.c, guest.c and a port.c, ${defines.map((d) => `-D${d}`).join(" ")}`,
        },
      ],
    };
  },
};
