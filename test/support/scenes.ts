/** Several short programs in one firmware, so that it is compiled once: four pins tell which of them runs. */
import type { Place } from "../../hal/border/side-table.ts";
import { Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { compileText } from "./virtual.ts";

export interface Scenes {
  readonly wasm: Uint8Array;
  /** Loads the firmware to run one of the programs. */
  load(name: string, options?: SimulatorOptions): Simulator;
  /** The line of a place in the programs. */
  lineAt(place: Place): string;
}

/**
 * @param top what stands at the top of the file, imports among it.
 * @param scenes bodies of async functions, by name; one of them runs.
 * @param first of the four pins.
 */
export async function compileScenes(
  top: string,
  scenes: Readonly<Record<string, string>>,
  first = 14,
): Promise<Scenes> {
  const names = Object.keys(scenes);
  const bodies = Object.values(scenes);
  const functions = bodies.map(
    (body, i) => `@task async function scene${i}(): Promise<void> {\n${body}\n}`,
  );
  const cases = names.map((_, i) => `    case ${i}: spawn(scene${i}()); break;`);
  const text = `import { Input as Choice } from "wakeful";
${top}
${functions.join("\n")}
${[0, 1, 2, 3].map((place) => `const choice${place} = Choice.at(${first + place});`).join("\n")}
export function main(): void {
  switch (choice0.read() | (choice1.read() << 1) | (choice2.read() << 2) | (choice3.read() << 3)) {
${cases.join("\n")}
  }
}`;
  const { wasm, table } = await compileText(text);
  return {
    wasm,
    lineAt: ({ file, line }) =>
      file === "firmware.ts" ? text.split("\n")[line - 1]!.trim() : `${file}:${line}`,
    load(name, options) {
      const sim = Simulator.load(wasm, { table, ...options });
      const index = names.indexOf(name);
      for (let place = 0; place < 4; place++) {
        sim.pin(first + place).drive(((index >> place) & 1) as 0 | 1);
      }
      return sim;
    },
  };
}
