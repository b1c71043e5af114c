/** Futures that are awaited again after they were ready: only a stream has a next value. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Block } from "./blocks.ts";
import type { Held } from "./ir.ts";
import { successors } from "./liveness.ts";
import type { Machine } from "./machine.ts";
import { variableName } from "./names.ts";
import { placeAt } from "./source.ts";

/** Awaits that wait once, and in all later turns of their loop not at all. */
export function awaitedAgain(machines: readonly Machine[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const machine of machines) {
    for (const block of machine.flow.blocks) {
      const first = block.instructions[0];
      if (first?.kind !== "await" || first.site.future.kind !== "held") continue;
      const { held } = first.site.future;
      if (held.future.kind !== "leaf" || machine.isStream(held) || !comesBack(block, held))
        continue;
      const name = variableName(held.variable, machine.routine);
      const { source } = machine.routine.fn;
      found.set(`${source.path}:${first.site.at}`, {
        severity: "warning",
        code: "awaited-again",
        message: `${name} is ready for good after its first await: in later turns of the loop this one does not wait`,
        hint: `begin it anew in the loop: await ${held.future.label}(...)`,
        place: placeAt(source, first.site.at),
        length: first.site.end - first.site.at,
      });
    }
  }
  return [...found.values()];
}

/** Whether control can come back to a block before the future in the variable is begun anew. */
function comesBack(from: Block, { variable }: Held): boolean {
  const seen = new Set<Block>();
  const next = [...successors(from)];
  for (let block = next.pop(); block; block = next.pop()) {
    if (block === from) return true;
    if (seen.has(block)) continue;
    seen.add(block);
    const begins = block.instructions.some((i) => i.kind === "begin" && i.leaf.part === variable);
    if (!begins) next.push(...successors(block));
  }
  return false;
}
