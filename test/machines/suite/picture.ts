/** Draws two recordings around an instant, for the text of a failed comparison. */
import { drawWaveform } from "../../../simulator/trace/waveform.ts";
import type { TraceSignal } from "../../../simulator/trace/trace.ts";
import type { Edge } from "../machine.ts";

/** Edges before and after the instant that are shown. */
const AROUND = 4;

function signals(edges: readonly Edge[], who: string): TraceSignal[] {
  const pins = [...new Set(edges.map(({ pin }) => pin))].sort((a, b) => a - b);
  return pins.map((pin) => ({
    kind: "pin",
    name: `${pin} ${who}`,
    pin,
    initial: 0,
    changes: edges.filter((edge) => edge.pin === pin),
  }));
}

/** Both waveforms, pin by pin, as wide as some edges before and after `time`. */
export function drawAround(
  expected: readonly Edge[],
  actual: readonly Edge[],
  time: bigint,
): string {
  const times = [...expected, ...actual].map((edge) => edge.time).sort((a, b) => Number(a - b));
  if (times.length === 0) return "no edges at all";
  const at = times.findIndex((other) => other >= time);
  const middle = at < 0 ? times.length : at;
  const first = times[Math.max(0, middle - 2 * AROUND)]!;
  const last = times[Math.min(times.length - 1, middle + 2 * AROUND)]!;
  const margin = (last - first) / 10n + 1_000n;
  const start = first > margin ? first - margin : 0n;
  const all = [...signals(expected, "V8"), ...signals(actual, "machine")];
  const rows = all.sort((a, b) => a.pin! - b.pin! || (a.name.endsWith("V8") ? -1 : 1));
  return drawWaveform(
    { board: "", start, signals: rows },
    { start, end: last + margin, width: 100 },
  );
}
