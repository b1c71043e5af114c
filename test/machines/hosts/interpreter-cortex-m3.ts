/**
 * The same guests of interpreters on a processor of 32 bits without a system: a Cortex-M3 in QEMU, with the
 * virtual board and its virtual time on it. So what differs from this computer is the processor alone.
 */
import { join } from "node:path";
import { requireRoot } from "../../../hal/build/runtime-root.ts";
import type { Job, Tool } from "../../../hal/build/target.ts";
import { runTool } from "../../../hal/build/tools.ts";
import { halFolder } from "../../../hal/build/wasm2c.ts";
import { type Interpreter, wamrLibrary, wamrRuntime } from "../../../hal/ports/wamr/library.ts";
import { wasm3Library, wasm3Options, wasm3Runtime } from "../../../hal/ports/wasm3/library.ts";
import { interpreterMachine, type InterpreterMachine } from "./interpreter.ts";

const tools: readonly Tool[] = [
  { command: "arm-none-eabi-gcc", apt: "gcc-arm-none-eabi libnewlib-arm-none-eabi" },
  { command: "qemu-system-arm", apt: "qemu-system-arm" },
  { command: "cmake", apt: "cmake" },
  { command: "make", apt: "make" },
];

const qemu = [
  ...["qemu-system-arm", "-M", "mps2-an385", "-semihosting", "-nographic"],
  ...["-monitor", "none", "-serial", "none", "-kernel"],
];

const cpu = ["-mcpu=cortex-m3", "-mthumb"];

/** Bytes of all RAM that an interpreter gets, but for its stack. */
export const ROOM = 24 * 1024;

function link(job: Job, module: string, guest: string, flags: string[], library: string): string {
  const hal = halFolder();
  const program = join(job.folder, "firmware.elf");
  const own = ["core", "core/interpreter", "generated"].flatMap((at) => ["-I", join(hal, at)]);
  const board = join(hal, "../test/machines/cortex-m3");
  runTool("arm-none-eabi-gcc", [
    ...[...cpu, "-std=gnu11", "-Os", "-ffunction-sections", "--specs=rdimon.specs", ...flags],
    // Debian's gcc has a stdint.h of its own that does not tell newlib's inttypes.h what it defines.
    ...["-D__int32_t_defined=1", "-D__int64_t_defined=1"],
    ...[...own, module, join(board, "start.c")],
    ...["core/core.c", "core/interpreter/check.c", guest].map((file) => join(hal, file)),
    ...["port.c", "peripherals.c", "interpreter.c"].map((file) => join(hal, "ports/virtual", file)),
    ...[library, "-lm", "-T", join(board, "link.ld"), "-Wl,--gc-sections", "-o", program],
  ]);
  return program;
}

function wamr(interpreter: Interpreter): InterpreterMachine {
  const processor = {
    name: "cortex-m3",
    options: [
      "CMAKE_SYSTEM_NAME=Generic",
      "CMAKE_C_COMPILER=arm-none-eabi-gcc",
      "CMAKE_ASM_COMPILER=arm-none-eabi-gcc",
      "CMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY",
      `CMAKE_C_FLAGS=${cpu.join(" ")}`,
      `CMAKE_ASM_FLAGS=${cpu.join(" ")}`,
      "WAMR_BUILD_TARGET=THUMBV7",
    ],
  };
  return interpreterMachine({
    name: `wamr-${interpreter}-cortex-m3`,
    title: `WAMR's ${interpreter} interpreter on an emulated Cortex-M3, virtual time`,
    runtime: wamrRuntime,
    tools,
    command: qemu,
    program(job, module) {
      const root = requireRoot(wamrRuntime);
      const flags = ["-I", join(root, "core/iwasm/include"), `-DWAKEFUL_WAMR_POOL=${ROOM}`];
      const library = wamrLibrary(root, interpreter, processor);
      return link(job, module, "ports/wamr/guest.c", flags, library);
    },
  });
}

export const wamrClassicCortexM3 = wamr("classic");
export const wamrFastCortexM3 = wamr("fast");

export const wasm3CortexM3 = interpreterMachine({
  name: "wasm3-cortex-m3",
  title: "wasm3 on an emulated Cortex-M3, virtual time",
  runtime: wasm3Runtime,
  tools,
  command: qemu,
  program(job, module) {
    const root = requireRoot(wasm3Runtime);
    const options = wasm3Options(ROOM);
    const flags = [...options.map((option) => `-D${option}`), "-I", join(root, "source")];
    const library = wasm3Library(root, options, { prefix: "arm-none-eabi-", flags: cpu });
    return link(job, module, "ports/wasm3/guest.c", flags, library);
  },
});
