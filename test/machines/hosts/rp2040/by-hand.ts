/** Boards with firmware written by hand. */
import { firmware, type FirmwareText } from "../../../support/wat.ts";
import type { Edge } from "../../machine.ts";
import { buildPico } from "../pico.ts";
import { PicoBoard } from "./board.ts";

/** `__heap_base` of what `firmware` assembles. */
export const TEXT_MEMORY_BYTES = 632;

export async function boardOf(
  text: FirmwareText,
  defines: readonly string[] = [],
): Promise<PicoBoard> {
  const wasm = await firmware(text);
  const run = { name: "by-hand", wasm, memoryBytes: TEXT_MEMORY_BYTES };
  return new PicoBoard(buildPico(run, defines).image);
}

/** What an output showed, in order. */
export const levels = (edges: readonly Edge[], pin: number): (0 | 1)[] =>
  edges.filter((edge) => edge.pin === pin).map(({ level }) => level);
