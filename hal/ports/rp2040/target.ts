/** `--target pico`: Raspberry Pi Pico, bare metal. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "../../build/build-error.ts";
import { peripheralFiles, peripheralsOf } from "../../build/peripherals.ts";
import type { Built, Job, Target } from "../../build/target.ts";
import {
  elfSizes,
  installCommand,
  missingTools,
  requireTools,
  runTool,
} from "../../build/tools.ts";
import { compilerFlags, halFolder, toC } from "../../build/wasm2c.ts";
import { boot2Checksum } from "./checksum.ts";
import { RP2040_FAMILY, toUf2 } from "./uf2.ts";

const FLASH_START = 0x10000000;
/** The deepest stack seen in the examples is 688 bytes. */
const STACK_BYTES = 2048;

/** Serial ports, and inputs of the converter, that pins have. */
const LIMITS = ["WAKEFUL_UARTS=2", "WAKEFUL_ADCS=3"];

const gcc = { command: "arm-none-eabi-gcc", apt: "gcc-arm-none-eabi libnewlib-arm-none-eabi" };

const flags = [
  ...["-mcpu=cortex-m0plus", "-mthumb", "-std=gnu11", "-O2", "-g", "-Wall", "-Wno-unused"],
  // At link time the compiler sees all at once: 8 % fewer cycles a turn, and what no firmware calls is left out.
  ...["-flto", "-ffunction-sections", "-fdata-sections"],
  // A Cortex-M0+ reads a word at an address of four only; 64 bits are two words to it.
  "-DWAKEFUL_ALIGNED=4",
];

/** What is to be done before a build for the Pico can work; undefined if it can. */
export function missingForPico(): string | undefined {
  const isMissing = missingTools([gcc]).length > 0 || !hasLibrary();
  return isMissing ? installCommand([gcc]) : undefined;
}

/** A package of its own, which the compiler's only recommends. */
function hasLibrary(): boolean {
  return runTool(gcc.command, ["-print-file-name=nano.specs"]).trim() !== "nano.specs";
}

/** Links the program; `defines` are `NAME=value`, see rp2040.h. Returns the path of the ELF file. */
export function linkPico(job: Job, defines: readonly string[] = []): string {
  const port = join(halFolder(), "ports/rp2040");
  const sources = toC(job);
  const boot2 = join(job.folder, "boot2.o");
  runTool(gcc.command, [...flags, "-c", join(port, "boot2.S"), "-o", boot2]);
  const code = join(job.folder, "boot2.bin");
  runTool("arm-none-eabi-objcopy", ["-O", "binary", "-j", ".boot2", boot2, code]);
  const elf = join(job.folder, `${job.name}.elf`);
  runTool(gcc.command, [
    ...flags,
    ...compilerFlags({ ...sources, defines: [...sources.defines, ...LIMITS, ...defines] }),
    ...sources.files,
    ...["startup.c", "port.c", "uart.c"].map((file) => join(port, file)),
    ...peripheralFiles(peripheralsOf(job.wasm), "ports/rp2040").map((file) =>
      join(halFolder(), file),
    ),
    ...["-I", port],
    boot2,
    ...["-nostartfiles", "--specs=nano.specs", "-T", join(port, "rp2040.ld")],
    ...["-Wl,--gc-sections", "-Wl,--no-warn-rwx-segments"],
    `-Wl,--defsym=BOOT2_CHECKSUM=${boot2Checksum(readFileSync(code))}`,
    ...["-lm", "-o", elf],
  ]);
  return elf;
}

/** The flash's contents from its first byte on. */
export function flashImage(elf: string): Uint8Array {
  const image = elf.replace(/\.elf$/, ".bin");
  runTool("arm-none-eabi-objcopy", ["-O", "binary", elf, image]);
  return readFileSync(image);
}

export const pico: Target = {
  name: "pico",
  title: "Raspberry Pi Pico (RP2040)",
  tools: [
    gcc,
    { command: "arm-none-eabi-objcopy", apt: "binutils-arm-none-eabi" },
    { command: "arm-none-eabi-size", apt: "binutils-arm-none-eabi" },
  ],
  // RP2040 datasheet, 2.6: SRAM of 264 KiB; Pico datasheet, 1: flash of 2 MiB.
  limits: { flash: 2 * 1024 * 1024, ram: 264 * 1024 },
  stackBytes: STACK_BYTES,
  peripherals: ["uart", "adc", "pwm", "i2c"],
  build(job: Job): Built {
    requireTools(this.tools);
    if (!hasLibrary()) {
      throw new BuildError(
        `newlib for ${gcc.command} is not installed`,
        `on Debian or Ubuntu: ${installCommand([gcc])}`,
      );
    }
    const elf = linkPico(job);
    const uf2 = elf.replace(/\.elf$/, ".uf2");
    writeFileSync(uf2, toUf2(flashImage(elf), FLASH_START, RP2040_FAMILY));
    return {
      files: [
        { path: uf2, note: "for the drive that a Pico shows; untested on silicon" },
        { path: elf, note: "for a debugger" },
      ],
      sizes: elfSizes("arm-none-eabi-size", elf),
    };
  },
};
