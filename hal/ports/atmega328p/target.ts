/**
 * `--target uno`: an ELF file and the .hex that avrdude writes to an Arduino Uno.
 *
 * Limits are the chip's (ATmega328P datasheet, DS40002061, 2.2) without the 512 bytes of flash in which the board has
 * its boot loader.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "../../build/build-error.ts";
import { toBytecode } from "../../build/bytecode/bytecode.ts";
import { peripheralDefines, peripheralFiles, peripheralsOf } from "../../build/peripherals.ts";
import type { Built, Job, Target } from "../../build/target.ts";
import { elfSizes, runTool } from "../../build/tools.ts";
import { compilerFlags, halFolder, toC } from "../../build/wasm2c.ts";

/** Bytes of the ring from which logs are sent, if a firmware logs. */
const LOG_BYTES = 64;

/**
 * `-flto` makes one program of all files, so that what a module does not use is left out, and with it the
 * interrupt ring of a firmware that listens to no pin. The others were measured one by one on the examples.
 */
const FLAGS = [
  "-DWAKEFUL_ADCS=6",
  ...["-mmcu=atmega328p", "-DF_CPU=16000000UL", "-std=gnu11", "-w"],
  ...["-Os", "-flto", "-mcall-prologues", "-fno-move-loop-invariants", "-fno-tree-fre"],
  ...["-Wl,--gc-sections", "-Wl,--relax"],
  // Too large is for the build to say, in words: the linker would stop with an address.
  "-Wl,--defsym=__TEXT_REGION_LENGTH__=1M",
];

/** avr-gcc's `double` has 32 bits, so wasm's f64 would be wrong in silence. */
function refuseDoubles(source: string): void {
  if (!/\bf64 var_|\bf64_(?:load|store)\w*_at\(/.test(source)) return;
  throw new BuildError(
    "this firmware computes with f64, which avr-gcc has not: its double has 32 bits",
    "use f32 or integers; a float that is logged is an f64, so log an integer",
  );
}

/**
 * Builds the module as bytecode, with the interpreter that runs it: about half of the flash, and about five times the
 * cycles (bytecode/interpreter.S).
 */
export function buildSmall(job: Job, defines: readonly string[] = []): Built {
  const more = toBytecode(job);
  const hal = halFolder();
  const port = join(hal, "ports/atmega328p");
  const peripherals = peripheralsOf(job.wasm);
  return link(job, [
    ...[...more, ...peripheralDefines(peripherals), ...defines].map((define) => `-D${define}`),
    ...(more.includes("WAKEFUL_LOGS") ? [`-DWAKEFUL_LOG=${LOG_BYTES}`] : []),
    ...["core", "generated", "ports/atmega328p", "ports/atmega328p/bytecode"].flatMap((folder) => [
      "-I",
      join(hal, folder),
    ]),
    ...["-I", job.folder],
    ...[join(hal, "core/core.c"), join(port, "bytecode/guest.c"), join(job.folder, "program.S")],
    ...["port.c", "serial.c"].map((file) => join(port, file)),
    ...["core", "ports/atmega328p"]
      .flatMap((folder) => peripheralFiles(peripherals, folder))
      .map((file) => join(hal, file)),
  ]);
}

function link(job: Job, args: readonly string[]): Built {
  const elf = join(job.folder, `${job.name}.elf`);
  const hex = join(job.folder, `${job.name}.hex`);
  runTool("avr-gcc", [...FLAGS, ...args, "-o", elf]);
  runTool("avr-objcopy", ["-O", "ihex", "-R", ".eeprom", elf, hex]);
  return {
    files: [
      {
        path: hex,
        note: `avrdude -p m328p -c arduino -P <port> -b 115200 -U flash:w:${hex}`,
      },
      { path: elf, note: "for a debugger" },
    ],
    sizes: elfSizes("avr-size", elf),
  };
}

/** Builds with further definitions, for tests. */
export function buildUno(job: Job, defines: readonly string[] = []): Built {
  const sources = toC(job);
  const source = readFileSync(join(job.folder, "firmware.c"), "utf8");
  refuseDoubles(source);
  const port = join(halFolder(), "ports/atmega328p");
  return link(job, [
    ...compilerFlags(sources),
    ...["-DWAKEFUL_ACCESS_CALLS", "-I", port],
    ...(source.includes(" w2c_hal_log(") ? [`-DWAKEFUL_LOG=${LOG_BYTES}`] : []),
    ...defines.map((define) => `-D${define}`),
    ...sources.files,
    ...["port.c", "serial.c", "access.S"].map((file) => join(port, file)),
    ...peripheralFiles(peripheralsOf(job.wasm), "ports/atmega328p").map((file) =>
      join(halFolder(), file),
    ),
  ]);
}

export const uno: Target = {
  name: "uno",
  title: "Arduino Uno (ATmega328P)",
  tools: [
    { command: "avr-gcc", apt: "gcc-avr avr-libc" },
    { command: "avr-objcopy", apt: "binutils-avr" },
    { command: "avr-size", apt: "binutils-avr" },
  ],
  limits: { flash: 32_256, ram: 2048 },
  stackBytes: 256,
  peripherals: ["uart", "adc", "pwm"],
  canShrink: true,
  build: (job: Job): Built => (job.optimize === "size" ? buildSmall(job) : buildUno(job)),
};
