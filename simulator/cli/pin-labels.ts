/** Names pins by what is wired to them: `D13 led1`. */
import type { Board } from "../core/board.ts";
import { buildTopology } from "../nets/topology.ts";
import type { TraceData } from "../trace/trace.ts";
import { printable } from "./text.ts";

/**
 * Ids of the parts that a pin works with, by logical number: those on its own net, and those behind
 * resistors, as far as the next pin or rail.
 * @param ids of the parts worth naming.
 */
export function partsByPin(board: Board, ids: readonly string[]): Map<number, readonly string[]> {
  const { netOf, pinNet, resistors } = buildTopology(board);
  const named = ids.map((id) => ({
    id,
    nets: new Set(board.terminals.filter((t) => t.startsWith(`${id}:`)).map((t) => netOf.get(t)!)),
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

/** The pins of a trace alone, named by what is wired to them. */
export function labelledPins(
  trace: TraceData,
  parts: ReadonlyMap<number, readonly string[]>,
): TraceData {
  const signals = trace.signals
    .filter((signal) => signal.kind === "pin")
    .map((signal) => ({
      ...signal,
      name: printable([signal.name, ...(parts.get(signal.pin!) ?? [])].join(" ")),
    }));
  return { board: trace.board, start: trace.start, signals };
}
