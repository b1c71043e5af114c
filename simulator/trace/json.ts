import type { TraceData } from "./trace.ts";

/**
 * Writes a trace as JSON, keys in a fixed order and a line for each signal, so that equal traces are
 * equal texts and a difference shows which signal differs. Times are
 * nanoseconds since reset, as decimal strings: a number would lose nanoseconds beyond 2^53 (104
 * days). Levels are 0, 1, "z" and "x".
 * @param end Nanoseconds since reset; later changes are left out.
 */
export function toJson(trace: TraceData, { end }: { end: bigint }): string {
  const signals = trace.signals.map(({ kind, name, pin, initial, changes }) => ({
    kind,
    name,
    ...(pin === undefined ? {} : { pin }),
    initial,
    changes: changes
      .filter(({ time }) => time <= end)
      .map(({ time, level }) => ({ time: `${time}`, level })),
  }));
  const head = JSON.stringify({
    version: 1,
    board: trace.board,
    start: `${trace.start}`,
    end: `${end}`,
  });
  const lines = signals.map((signal) => JSON.stringify(signal)).join(",\n");
  return `${head.slice(0, -1)},"signals":[\n${lines}\n]}\n`;
}
