/** Whole firmwares, compiled as they ship and run on the simulator. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Compiled, compile } from "../../compiler/compile.ts";
import { type Board } from "../../simulator/core/board.ts";
import { parseDiagram } from "../../simulator/boards/diagram.ts";
import { Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { projectRoot } from "./parts.ts";

const compiled = new Map<string, Promise<Compiled>>();

/** Compiles a firmware once a test file. */
export function build(entry: string): Promise<Compiled> {
  let result = compiled.get(entry);
  if (!result) compiled.set(entry, (result = compile(entry, { root: projectRoot })));
  return result;
}

export async function simulate(entry: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await build(entry);
  return Simulator.load(wasm, { table, ...options });
}

export function board(path: string): Board {
  return parseDiagram(readFileSync(join(projectRoot, path), "utf8"), path);
}
