/** Names pins by what is wired to them: `D13 led1`. */
import type { TraceData } from "../trace/trace.ts";
import { printable } from "../core/printable.ts";

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
