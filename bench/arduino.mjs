// The blink as Arduino C, built by avr-gcc and executed by avr8js with the loop that its own demo has: an
// instruction, then a tick of the clock.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { avrInstruction, AVRIOPort, AVRTimer, CPU, portBConfig, timer0Config } from "avr8js";

const CPU_HZ = 16_000_000;
const FLASH_BYTES = 0x8000;
const source = fileURLToPath(new URL("firmware/arduino/two-leds.c", import.meta.url));

/** What is not installed, with the command that installs it; undefined if all is. */
export function missingTools() {
  if (spawnSync("avr-gcc", ["--version"]).error === undefined) return undefined;
  return "avr-gcc is not installed: apt-get install -y gcc-avr avr-libc binutils-avr";
}

function tool(command, ...args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}

/** The words of flash. */
export function build() {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-arduino-"));
  try {
    const [elf, bin] = ["two-leds.elf", "two-leds.bin"].map((name) => join(folder, name));
    tool("avr-gcc", "-mmcu=atmega328p", "-DF_CPU=16000000UL", "-Os", "-flto", source, "-o", elf);
    tool("avr-objcopy", "-O", "binary", elf, bin);
    const flash = new Uint8Array(FLASH_BYTES);
    flash.set(readFileSync(bin));
    return new Uint16Array(flash.buffer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs it.
 * @returns {{ edges: { pin: number, level: number, micros: number }[], wall: number }} `wall` in milliseconds.
 */
export function run(flash, seconds) {
  const cpu = new CPU(flash);
  new AVRTimer(cpu, timer0Config);
  const edges = [];
  new AVRIOPort(cpu, portBConfig).addListener((now, before) => {
    for (const [pin, bit] of [
      [12, 4],
      [13, 5],
    ]) {
      const level = (now >> bit) & 1;
      if (level !== ((before >> bit) & 1)) edges.push({ pin, level, micros: cpu.cycles / 16 });
    }
  });
  const end = seconds * CPU_HZ;
  const start = performance.now();
  while (cpu.cycles < end) {
    avrInstruction(cpu);
    cpu.tick();
  }
  return { edges, wall: performance.now() - start };
}
