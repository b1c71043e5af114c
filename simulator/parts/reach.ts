/** Which parts a pin works with. */
import type { Board } from "../core/board.ts";
import { buildTopology } from "../nets/topology.ts";

/**
 * Ids of the parts that a pin works with, by logical number: those on its own net, and those behind
 * resistors, as far as the next pin or rail.
 * @param ids of the parts worth naming.
 */
export function reachedBy(board: Board, ids: readonly string[]): Map<number, readonly string[]> {
  const { netOf, pinNet, resistors } = buildTopology(board);
  const terminalsOf = (id: string): readonly string[] => {
    // A key of a keypad is a contact, and has no terminals of its own.
    const contact = board.switches.find((one) => one.id === id);
    return contact ? [contact.a, contact.b] : board.terminals.filter((t) => t.startsWith(`${id}:`));
  };
  const named = ids.map((id) => ({
    id,
    nets: new Set(terminalsOf(id).map((t) => netOf.get(t)!)),
  }));
  const pinNets = new Set(pinNet);
  const found = new Map<number, readonly string[]>();
  board.pins.forEach(({ logical }, index) => {
    const reached = new Set([pinNet[index]!]);
    for (const net of reached) {
      for (const { a, b } of resistors) {
        const other = a === net ? b : b === net ? a : -1;
        if (other >= 0 && !pinNets.has(other)) reached.add(other);
      }
    }
    const parts = named.filter(({ nets }) => [...nets].some((net) => reached.has(net)));
    found.set(
      logical,
      parts.map(({ id }) => id),
    );
  });
  return found;
}
