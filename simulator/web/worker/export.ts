/** Waveforms as files: the writers of traces, on what the recorder keeps. */
import { UsageError } from "../../core/errors.ts";
import { toSvg } from "../../trace/svg.ts";
import type { TraceData, TraceSignal } from "../../trace/trace.ts";
import { toVcd } from "../../trace/vcd.ts";
import { timeText } from "../dom/time-text.ts";
import type { Question } from "../protocol.ts";
import { LEVELS, type Edges } from "./edges.ts";
import type { Recorder } from "./recorder.ts";

/** A text of so many edges is some hundred megabytes. */
const MOST_EDGES = 5_000_000;

export type ExportQuestion = Extract<Question, { what: "export" }>;

/**
 * The text of a VCD or SVG file. Edges at the start are in it, as are those at the end.
 * @throws UsageError if it would be too large, or its beginning was dropped.
 */
export function exportWaves(recorder: Recorder, board: string, question: ExportQuestion): string {
  const { format, start, end, signals } = question;
  if (!(end > start)) {
    throw new UsageError("there is no time between the two ends", "choose a longer stretch");
  }
  const dropped = recorder.droppedUpTo;
  if (start < dropped) {
    const text = timeText(dropped);
    throw new UsageError(
      `the waveforms before ${text} are no longer kept`,
      `choose a stretch from ${text} on`,
    );
  }
  const chosen = signals.map((index) => recorder.signals[index]!);
  const ranges = chosen.map(({ edges }) => rangeOf(edges, start, end));
  const count = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  if (count > MOST_EDGES) {
    throw new UsageError(`${count} edges are too many for one file`, "choose a shorter stretch");
  }
  const trace: TraceData = {
    board,
    start: BigInt(Math.floor(start)),
    signals: chosen.map(({ edges, kind, name, plainName, pin }, i): TraceSignal => {
      const { from, to } = ranges[i]!;
      return {
        kind,
        name: format === "vcd" ? plainName : name,
        ...(pin !== undefined && { pin }),
        initial: LEVELS[edges.level(from - 1)]!,
        changes: Array.from({ length: to - from }, (_, k) => ({
          time: BigInt(edges.time(from + k)),
          level: LEVELS[edges.level(from + k)]!,
        })),
      };
    }),
  };
  const options = { end: BigInt(Math.floor(end)) };
  return format === "vcd" ? toVcd(trace, options) : toSvg(trace, { ...options, width: 1200 });
}

function rangeOf(edges: Edges, start: number, end: number): { from: number; to: number } {
  const at = Math.floor(start);
  const from = edges.upTo(at - 1);
  return { from, to: edges.upTo(Math.floor(end), from) };
}
