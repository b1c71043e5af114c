/** Firmware for the Uno, built once and run as a test likes. */
import { compile } from "../../../compiler/index.ts";
import { firmware, type FirmwareText } from "../../support/wat.ts";
import type { Recording, Stimulus } from "../machine.ts";
import type { Program } from "./avr/program.ts";
import { buildForUno, uno } from "./uno.ts";

/** Clock cycles. */
export const MICRO = 16;

/** Compiles a firmware and builds it. */
export async function buildFile(path: string): Promise<Program> {
  const { wasm, table } = await compile(path);
  return buildForUno({ name: "firmware", wasm, memoryBytes: table.memory.heapBase });
}

/** Builds a hand-written module. */
export async function buildText(text: FirmwareText): Promise<Program> {
  return buildForUno({ name: "text", wasm: await firmware(text), memoryBytes: 632 });
}

/** Runs a hand-written module, for 10 ms unless told otherwise. */
export async function runText(
  text: FirmwareText,
  stimuli: readonly Stimulus[] = [],
  { until = 10_000, start = 0 } = {},
): Promise<Recording> {
  const wasm = await firmware(text);
  return uno.run({ name: "text", wasm, memoryBytes: 632, stimuli, until, start });
}
