/** Links an interpreter, a module and the virtual board (hal/ports/virtual) to a program for this computer. */
import { join } from "node:path";
import { guardOf } from "../border/generate-hosts.ts";
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

/** Of what the virtual board has how many. */
export const VIRTUAL_DEFINES = ["WAKEFUL_UARTS=2", "WAKEFUL_ADCS=64"];

/** What the virtual board has besides pins. */
export const deskPeripherals = ["uart", "adc", "pwm"];

const sources = [
  ...["core/core.c", "core/interpreter/check.c"],
  ...deskPeripherals.map((name) => `core/peripherals/${name}.c`),
  ...["port.c", "peripherals.c", "interpreter.c"].map((file) => `ports/virtual/${file}`),
];
const headers = [
  ...["core.h", "port.h", "peripherals.h", "interpreter/module.h"].map((file) => `core/${file}`),
  ...["wakeful_hal.h", "imports-wamr.h", "imports-wasm3.h"].map((file) => `generated/${file}`),
  "ports/virtual/virtual.h",
];

function flags({ includes, defines }: Guest): string[] {
  const hal = halFolder();
  const own = ["core", "core/interpreter", "generated"].map((folder) => join(hal, folder));
  return [
    ...["-std=gnu11", "-O2", "-Wall"],
    ...[...defines, ...deskPeripherals.map(guardOf), ...VIRTUAL_DEFINES].map((one) => `-D${one}`),
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
