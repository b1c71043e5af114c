/** Several firmwares as one, since compiling takes longest: pins 2 to 5 choose which. */
import { Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { compileText } from "./virtual.ts";

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
  const all = Object.keys(bodies) as Name[];
  const { wasm, table } = await compileText(`
    import { Input, log, spawn, ${names} } from "wakeful";
    ${more}
    ${all.map((name, i) => `@task async function work${i}(): Promise<void> { ${bodies[name]} }`).join("\n")}
    ${[0, 1, 2, 3].map((bit) => `const bit${bit} = Input.at(${2 + bit});`).join("\n")}
    export function main(): void {
      const which = bit0.read() | (bit1.read() << 1) | (bit2.read() << 2) | (bit3.read() << 3);
      ${all.map((_, i) => `if (which == ${i}) spawn(work${i}());`).join("\n")}
    }`);
  return (name, options) => {
    const sim = Simulator.load(wasm, { table, ...options });
    for (let bit = 0; bit < 4; bit++) {
      sim.pin(2 + bit).drive(((all.indexOf(name) >> bit) & 1) as 0 | 1);
    }
    return sim;
  };
}
