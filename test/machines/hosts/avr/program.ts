/** A program for the AVR, as the toolchain made it. */
import { readFileSync } from "node:fs";
import { runTool } from "../../../../hal/build/tools.ts";

/** What a Uno is made of; it can be made many times. */
export interface Program {
  /** Words of flash. */
  readonly flash: Uint16Array;
  readonly symbols: ReadonlyMap<string, number>;
}

/** Flash of an ATmega328P, from a .hex file. */
function readHex(path: string): Uint16Array {
  const flash = new Uint8Array(0x8000);
  for (const line of readFileSync(path, "utf8").split(/\r?\n/)) {
    const bytes = Buffer.from(line.slice(1), "hex");
    // Length, address, kind 0 for data, the bytes, a checksum.
    if (bytes[3] === 0) flash.set(bytes.subarray(4, 4 + bytes[0]!), bytes.readUInt16BE(1));
  }
  return new Uint16Array(flash.buffer);
}

/** Addresses of symbols; those of RAM begin at 0, as the processor counts. */
function readSymbols(elf: string): Map<string, number> {
  const symbols = new Map<string, number>();
  for (const line of runTool("avr-nm", [elf]).split("\n")) {
    const [address, , name] = line.trim().split(/\s+/);
    if (name) symbols.set(name, parseInt(address!, 16) & 0xffff);
  }
  return symbols;
}

/** Loads a program from the two files that the target made. */
export function readProgram(hex: string, elf: string): Program {
  return { flash: readHex(hex), symbols: readSymbols(elf) };
}
