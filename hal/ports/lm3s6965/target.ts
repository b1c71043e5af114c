/** `--target cortex-m3`: LM3S6965, which QEMU emulates as `lm3s6965evb`. 256 KiB of flash, 64 KiB of RAM. */
import { join } from "node:path";
import type { Built, Job, Target } from "../../build/target.ts";
import { elfSizes, runTool } from "../../build/tools.ts";
import { compilerFlags, halFolder, toC } from "../../build/wasm2c.ts";

/** As in firmware.ld, which keeps this much of the RAM for the stack. */
const stackBytes = 4096;

/**
 * Compiles and links firmware with the port.
 * @param more files and flags besides, for a test's own.
 * @returns the path of the ELF file.
 */
export function linkElf(job: Job, more: readonly string[] = []): string {
  const sources = toC(job);
  const port = join(halFolder(), "ports/lm3s6965");
  const elf = join(job.folder, `${job.name}.elf`);
  runTool("arm-none-eabi-gcc", [
    ...["-mcpu=cortex-m3", "-mthumb", "-std=gnu11", "-O2", "-g"],
    // Vectors have a default, which those that are named replace.
    ...["-Wall", "-Wextra", "-Wno-unused", "-Wno-override-init"],
    ...["-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections"],
    ...["-nostartfiles", "--specs=nano.specs", `-Wl,-T,${join(port, "firmware.ld")}`],
    ...compilerFlags(sources),
    ...sources.files,
    ...["startup.c", "port.c", "pins.c", "serial.c"].map((file) => join(port, file)),
    ...more,
    ...["-lm", "-o", elf],
  ]);
  return elf;
}

export const cortexM3: Target = {
  name: "cortex-m3",
  title: "LM3S6965 (Cortex-M3), also in QEMU",
  tools: [
    { command: "arm-none-eabi-gcc", apt: "gcc-arm-none-eabi libnewlib-arm-none-eabi" },
    { command: "arm-none-eabi-size", apt: "binutils-arm-none-eabi" },
  ],
  limits: { flash: 256 * 1024, ram: 64 * 1024 },
  stackBytes,
  peripherals: [],
  build(job: Job): Built {
    const elf = linkElf(job);
    return {
      files: [{ path: elf, note: `qemu-system-arm -M lm3s6965evb -nographic -kernel ${elf}` }],
      sizes: elfSizes("arm-none-eabi-size", elf),
    };
  },
};
