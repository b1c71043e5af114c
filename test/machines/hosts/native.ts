/** The module as C, compiled for this computer, on the virtual board: what wasm2c and the core do, exactly. */
import { join } from "node:path";
import { VIRTUAL_DEFINES } from "../../../hal/build/desk.ts";
import { halFolder, compilerFlags, toC } from "../../../hal/build/wasm2c.ts";
import { missingCommand, runTool } from "../../../hal/build/tools.ts";
import type { Machine, Recording, Run } from "../machine.ts";
import { runVirtual, virtualPeripherals } from "./virtual.ts";
import { scratchFolder } from "../../support/scratch.ts";

const tools = [{ command: "gcc", apt: "gcc" }];

/** Programs by module: a module is compiled once, however often it runs. */
const programs = new WeakMap<Uint8Array, string>();

/** Compiles a module with the virtual port. */
function build(run: Run): string {
  let program = programs.get(run.wasm);
  if (program === undefined) programs.set(run.wasm, (program = compile(run)));
  return program;
}

function compile({ name, wasm, memoryBytes }: Run): string {
  const folder = scratchFolder("native");
  const sources = toC({ name, wasm, memoryBytes, folder });
  const program = join(folder, "firmware");
  runTool("gcc", [
    ...["-std=gnu11", "-O1", "-Wall", "-Wno-unused"],
    ...compilerFlags(sources),
    ...sources.files,
    ...VIRTUAL_DEFINES.map((define) => `-D${define}`),
    ...["port.c", "peripherals.c"].map((file) => join(halFolder(), "ports/virtual", file)),
    ...["-lm", "-o", program],
  ]);
  return program;
}

const missing = (): string | undefined => missingCommand(tools);

export const native: Machine = {
  name: "native",
  title: "wasm2c and gcc on this computer, virtual time",
  toleranceMicros: 0,
  ...virtualPeripherals,
  tools,
  missing,
  run: async (run: Run): Promise<Recording> => runVirtual(build(run), [], run),
};

/**
 * Looks at the clock from what happens to the pin that answers it, at most. Counted over the suite: 7, in a chain
 * of sleeps, where those after one edge and those before the next add up. Twice that, and a little.
 */
const MOST_LOOKS = 16;

/**
 * As `native`, but each look at the clock takes time, so that time goes on within a turn: what is due may
 * become due between any two looks.
 */
export const ticking: readonly Machine[] = [1, 2, 3].map((tick) => ({
  name: `native-tick-${tick}`,
  variantOf: native.name,
  title: `As native, but each look at the clock takes ${tick} µs`,
  toleranceMicros: MOST_LOOKS * tick,
  ...virtualPeripherals,
  tools,
  missing,
  run: async (run: Run): Promise<Recording> => runVirtual(build(run), [], run, tick),
}));
