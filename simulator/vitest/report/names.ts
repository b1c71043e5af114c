import { reachedBy } from "../../parts/reach.ts";
import { printable } from "../../core/printable.ts";
import type { Simulator } from "../../simulator.ts";

const known = new WeakMap<Simulator, ReadonlyMap<number, readonly string[]>>();

/** Ids of the parts that each pin works with. */
export function partsOf(sim: Simulator): ReadonlyMap<number, readonly string[]> {
  let parts = known.get(sim);
  if (!parts) {
    const ids = sim.parts.all.map(({ id }) => id);
    known.set(sim, (parts = reachedBy(sim.circuit.board, ids)));
  }
  return parts;
}

/** `pin 13 (D13 led1)`: its number, and how pictures label it. */
export function pinName(sim: Simulator, pin: number): string {
  const label = sim.trace.pin(pin)!.name;
  return `pin ${pin} (${printable([label, ...(partsOf(sim).get(pin) ?? [])].join(" "))})`;
}
