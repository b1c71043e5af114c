/** Links an interpreter, a module and the virtual board (hal/ports/virtual) to a program for this computer. */
import { join } from "node:path";
import { cachedLibrary, ownTexts } from "./library-cache.ts";
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

const sources = [
  ...["core/core.c", "core/interpreter/check.c"],
  ...["ports/virtual/port.c", "ports/virtual/interpreter.c"],
];
const headers = [
  ...["core/core.h", "core/port.h", "core/interpreter/module.h"],
  "generated/wakeful_hal.h",
];

function flags({ includes, defines }: Guest): string[] {
  const hal = halFolder();
  const own = ["core", "core/interpreter", "generated"].map((folder) => join(hal, folder));
  return [
    ...["-std=gnu11", "-O2", "-Wall"],
    ...defines.map((define) => `-D${define}`),
    ...[...own, ...includes].flatMap((folder) => ["-I", folder]),
  ];
}

/** All but the module and the runtime, which is the same for all firmware. */
function deskLibrary(guest: Guest): string {
  const files = [...sources, guest.source];
  return cachedLibrary({
    name: "desk",
    // The runtime's name tells which sources it is of, and so which headers.
    parts: [flags(guest), guest.library, ownTexts([...files, ...headers])],
    build(folder) {
      const paths = files.map((file) => join(halFolder(), file));
      runTool("gcc", [...flags(guest), "-c", ...paths], folder);
      const objects = files.map((file) => file.slice(file.lastIndexOf("/") + 1).replace(/c$/, "o"));
      runTool("ar", ["rcs", "desk.a", ...objects], folder);
      return join(folder, "desk.a");
    },
  });
}

/** @returns absolute path of the program, in the job's folder. */
export function linkDesk(job: Job, module: string, guest: Guest, name: string): string {
  const program = join(job.folder, name);
  runTool("gcc", [
    ...[...flags(guest), module],
    // Whole: what replaces a weak function is not looked for.
    ...["-Wl,--whole-archive", deskLibrary(guest), "-Wl,--no-whole-archive"],
    ...[guest.library, "-lm", "-Wl,--gc-sections", "-o", program],
  ]);
  return program;
}
