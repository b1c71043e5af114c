/** The module as C on an emulated Raspberry Pi Pico, the image that a real one is given. */
import { peripheralsOf } from "../../../hal/build/peripherals.ts";
import { elfSizes } from "../../../hal/build/tools.ts";
import {
  flashImage,
  linkPico,
  missingForPico,
  pico as target,
} from "../../../hal/ports/rp2040/target.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { FIRST_ANALOG_PIN, PicoBoard } from "./rp2040/board.ts";
import { connectDevices } from "./rp2040/i2c.ts";
import { packageVersion, versionOf } from "./versions.ts";
import { scratchFolder } from "../../support/scratch.ts";

/** The flash image, and what it takes. */
export function buildPico(
  { name, wasm, memoryBytes }: Pick<Run, "name" | "wasm" | "memoryBytes">,
  defines: readonly string[] = [],
): { image: Uint8Array; sizes: NonNullable<Recording["sizes"]> } {
  const folder = scratchFolder("pico");
  const elf = linkPico({ name, wasm, memoryBytes, folder }, defines);
  return { image: flashImage(elf), sizes: elfSizes("arm-none-eabi-size", elf) };
}

/** What the ring and the FIFO of the UART hold takes so long to be heard. */
const UART_DRAINS_MICROS = 50_000;

/**
 * Whole lines of the protocol in hal/ports/rp2040/uart.c.
 * @param until leaves out logs of a later time, in microseconds.
 */
export function readUart(text: string, until = Infinity): Pick<Recording, "logs" | "panic"> {
  const logs: { head: number; args: bigint[] }[] = [];
  let panic: number | undefined;
  for (const line of text.split("\n").slice(0, -1)) {
    const [what, ...rest] = line.split(" ");
    if (what === "log" && Number(rest[0]) <= until)
      logs.push({ head: Number(rest[1]), args: rest.slice(2).map(BigInt) });
    if (what === "panic") panic = Number(rest[0]);
  }
  return { logs, ...(panic !== undefined && { panic }) };
}

export const pico: Machine = {
  name: "pico",
  title: "Raspberry Pi Pico: wasm2c and gcc on rp2040js, cycles of a Cortex-M0+ at 125 MHz",
  toleranceMicros: 100,
  edgeGapMicros: 5,
  peripherals: target.peripherals as readonly string[],
  analogPin: FIRST_ANALOG_PIN,
  tools: target.tools,
  versions: () => [versionOf("arm-none-eabi-gcc"), packageVersion("rp2040js")],
  missing: missingForPico,
  async run(run: Run): Promise<Recording> {
    const { image, sizes } = buildPico(run);
    const board = new PicoBoard(image, run.start);
    connectDevices(board.chip.rp2040, board.chip.clock, run.devices ?? []);
    for (const input of run.inputs ?? []) board.giveAt(input.time * 1000, input);
    for (const { time, pin, level } of run.stimuli) board.driveAt(time * 1000, pin, level);
    board.runUntil(run.until * 1000);
    const edges = [...board.edges];
    // The firmware's own bytes; else the line is the port's, which tells logs there.
    const hasLine = peripheralsOf(run.wasm).some(({ name }) => name === "uart");
    const sent = hasLine ? board.sent : [];
    board.runUntil((run.until + UART_DRAINS_MICROS) * 1000);
    return {
      edges,
      sent,
      ...readUart(board.chip.uart.text, (run.start ?? 0) + run.until),
      sizes,
      memoryBytes: run.memoryBytes,
      stackBytes: board.stackBytes,
      cyclesFromInput: board.cyclesFromInput,
      cyclesFromTimer: board.cyclesFromTimer,
    };
  },
};
