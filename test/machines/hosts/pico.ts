/** The module as C on an emulated Raspberry Pi Pico, the image that a real one is given. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elfSizes, installCommand, missingTools } from "../../../hal/build/tools.ts";
import { flashImage, linkPico, pico as target } from "../../../hal/ports/rp2040/target.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { PicoBoard } from "./rp2040/board.ts";

/** The flash image, and what it takes. */
export function buildPico(
  { name, wasm, memoryBytes }: Pick<Run, "name" | "wasm" | "memoryBytes">,
  defines: readonly string[] = [],
): { image: Uint8Array; sizes: NonNullable<Recording["sizes"]> } {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-pico-"));
  const elf = linkPico({ name, wasm, memoryBytes, folder }, defines);
  return { image: flashImage(elf), sizes: elfSizes("arm-none-eabi-size", elf) };
}

/** Lines of the protocol in hal/ports/rp2040/uart.c. */
export function readUart(text: string): Pick<Recording, "logs" | "panic"> {
  const logs: { head: number; args: bigint[] }[] = [];
  let panic: number | undefined;
  for (const line of text.split("\n")) {
    const [what, ...rest] = line.split(" ");
    if (what === "log") logs.push({ head: Number(rest[1]), args: rest.slice(2).map(BigInt) });
    if (what === "panic") panic = Number(rest[0]);
  }
  return { logs, ...(panic !== undefined && { panic }) };
}

export const pico: Machine = {
  name: "pico",
  title: "Raspberry Pi Pico: wasm2c and gcc on rp2040js, cycles of a Cortex-M0+ at 125 MHz",
  toleranceMicros: 100,
  missing() {
    const missing = missingTools(target.tools);
    return missing.length > 0 ? installCommand(missing) : undefined;
  },
  async run(run: Run): Promise<Recording> {
    const { image, sizes } = buildPico(run);
    const board = new PicoBoard(image, run.start);
    for (const { time, pin, level } of run.stimuli) board.driveAt(time * 1000, pin, level);
    board.runUntil(run.until * 1000);
    return {
      edges: board.edges,
      ...readUart(board.chip.uart.text),
      sizes,
      memoryBytes: run.memoryBytes,
      stackBytes: board.stackBytes,
      cyclesFromInput: board.cyclesFromInput,
      cyclesFromTimer: board.cyclesFromTimer,
    };
  },
};
