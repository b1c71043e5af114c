/** Tasks of one firmware, of which each simulator runs one: pins 2 to 5 choose, so that analogue ones are free. */
import type { Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { compileScenes } from "./scenes.ts";

/**
 * Compiles tasks, of which each simulator runs one.
 * @param names what they import from "wakeful".
 * @param bodies of the tasks, by what they are for.
 * @param more in front of the tasks.
 */
export async function scenarios<Name extends string>(
  names: string,
  bodies: Readonly<Record<Name, string>>,
  more = "",
): Promise<(name: Name, options?: SimulatorOptions) => Simulator> {
  const top = `import { Input, log, spawn, ${names} } from "wakeful";\n${more}`;
  const { load } = await compileScenes(top, bodies, 2);
  return load;
}
