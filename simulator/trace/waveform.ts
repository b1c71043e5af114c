/** Draws a trace with characters, for a terminal, a pipe, or the text of a failed test. */
import type { Level } from "../core/context.ts";
import { formatTime } from "../core/time.ts";
import type { TraceData, TraceSignal } from "./trace.ts";

/** Which part of a trace is drawn, and how wide. */
export interface WaveformOptions {
  /** Nanoseconds since reset. Default: the start of the trace. */
  readonly start?: bigint;
  /** Nanoseconds since reset; the window ends just before. */
  readonly end: bigint;
  /** Characters a line, names included. Default 80. */
  readonly width?: number;
  /** Draws with ASCII only. */
  readonly ascii?: boolean;
  /** Nanoseconds since reset: a caret stands under this instant, if it lies in the window. */
  readonly mark?: bigint | undefined;
}

interface Glyphs {
  readonly levels: Readonly<Record<Level, string>>;
  /** Several edges within one column. */
  readonly busy: string;
  readonly tick: string;
  readonly line: string;
  readonly caret: string;
}

const UNICODE: Glyphs = {
  levels: { 0: "▁", 1: "▔", z: "╌", x: "╳" },
  busy: "▒",
  tick: "┬",
  line: "─",
  caret: "▲",
};
const ASCII: Glyphs = {
  levels: { 0: "_", 1: "#", z: ".", x: "x" },
  busy: "%",
  tick: "+",
  line: "-",
  caret: "^",
};

const LEAST_COLUMNS = 10;
/** Room for a tick's label and a gap. */
const TICK_COLUMNS = 12;

/** What is told of glyphs that occur and do not speak for themselves. */
function legend({ busy, levels }: Glyphs): [glyph: string, text: string][] {
  return [
    [busy, "several edges"],
    [levels.z, "nothing drives it"],
    [levels.x, "driven high and low"],
  ];
}

/**
 * One line a signal under a line of times, and a legend of those glyphs that want one. A column shows
 * the level it ends with.
 */
export function drawWaveform(trace: TraceData, options: WaveformOptions): string {
  const glyphs = options.ascii === true ? ASCII : UNICODE;
  const start = options.start ?? trace.start;
  const span = options.end > start ? options.end - start : 1n;
  const margin = Math.max(0, ...trace.signals.map(({ name }) => name.length)) + 2;
  const columns = Math.max(LEAST_COLUMNS, (options.width ?? 80) - margin);
  // Rounded up, so that an instant falls into the column its share of the span says.
  const edge = (column: number): bigint =>
    start + (span * BigInt(column) + BigInt(columns) - 1n) / BigInt(columns);
  const lines = drawAxis(start, span, columns, glyphs).map((line) => " ".repeat(margin) + line);
  const rows = trace.signals.map((signal) => drawRow(signal, edge, columns, glyphs));
  rows.forEach((row, i) => lines.push(trace.signals[i]!.name.padEnd(margin) + row));
  const { mark } = options;
  if (mark !== undefined && mark >= start && mark < start + span) {
    const column = Number(((mark - start) * BigInt(columns)) / span);
    lines.push(" ".repeat(margin) + drawMark(mark, column, columns, glyphs));
  }
  for (const [glyph, text] of legend(glyphs)) {
    if (rows.some((row) => row.includes(glyph)))
      lines.push(`${" ".repeat(margin)}${glyph} ${text}`);
  }
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** A caret and its time, beside it where there is room. */
function drawMark(time: bigint, column: number, columns: number, glyphs: Glyphs): string {
  const label = tickLabel(time, glyphs);
  const isRight = column + 2 + label.length <= columns || column <= label.length;
  return isRight
    ? `${" ".repeat(column)}${glyphs.caret} ${label}`
    : `${label.padStart(column - 1)} ${glyphs.caret}`;
}

function tickLabel(time: bigint, glyphs: Glyphs): string {
  return glyphs === ASCII ? formatTime(time) : formatTime(time).replace("us", "µs");
}

function drawRow(
  signal: TraceSignal,
  edge: (column: number) => bigint,
  columns: number,
  glyphs: Glyphs,
): string {
  const { changes } = signal;
  let next = changes.findIndex(({ time }) => time >= edge(0));
  if (next < 0) next = changes.length;
  let level = next > 0 ? changes[next - 1]!.level : signal.initial;
  let row = "";
  for (let column = 0; column < columns; column++) {
    const first = next;
    for (; next < changes.length && changes[next]!.time < edge(column + 1); next++) {
      level = changes[next]!.level;
    }
    row += next - first > 1 ? glyphs.busy : glyphs.levels[level];
  }
  return row;
}

/** A line of times and a line of ticks. Ticks stand at round times. */
function drawAxis(start: bigint, span: bigint, columns: number, glyphs: Glyphs): [string, string] {
  const step = roundStep((span * BigInt(TICK_COLUMNS) + BigInt(columns) - 1n) / BigInt(columns));
  const first = ((start + step - 1n) / step) * step;
  let labels = "";
  const ticks = Array.from({ length: columns }, () => glyphs.line);
  for (let time = first; time < start + span; time += step) {
    const column = Number(((time - start) * BigInt(columns)) / span);
    const label = tickLabel(time, glyphs);
    ticks[column] = glyphs.tick;
    if (column + label.length <= columns && (column === 0 || labels.length < column)) {
      labels = labels.padEnd(column) + label;
    }
  }
  return [labels, ticks.join("")];
}

/** The least of 1, 2, 5, 10, 20, ... that is not below `least`. */
export function roundStep(least: bigint): bigint {
  for (let decade = 1n; ; decade *= 10n) {
    for (const digit of [1n, 2n, 5n]) if (decade * digit >= least) return decade * digit;
  }
}
