/** An independent reader of VCD, for a test: what GTKWave brings along. */
import { installCommand, missingTools, type Tool } from "../../hal/ports/index.ts";

export const gtkwave: Tool = { command: "vcd2fst", apt: "gtkwave" };

/** Why it does not read here, with the command that brings it; undefined if it does. */
export function missingGtkwave(): string | undefined {
  if (missingTools([gtkwave]).length === 0) return undefined;
  return `${gtkwave.command} is not installed: ${installCommand([gtkwave])}`;
}
