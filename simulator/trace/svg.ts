/**
 * Draws a trace as SVG, for a page or a report. All is told by shape: it is drawn in one colour, so that it can be
 * printed. Coordinates are whole pixels and there is no date: equal traces give equal texts.
 *
 * Edges that lie closer together than lines can show are one hatched span, with their number in its tooltip.
 */
import type { Level } from "../core/context.ts";
import { formatTime } from "../core/time.ts";
import type { TraceData, TraceSignal } from "./trace.ts";
import { roundStep } from "./waveform.ts";

/** Which part of a trace is drawn. */
export interface SvgOptions {
  /** Nanoseconds since reset. Default: the start of the trace. */
  readonly start?: bigint | undefined;
  /** Nanoseconds since reset; the window ends just before. */
  readonly end: bigint;
  /** Pixels, names included; at least 200. Default 800. */
  readonly width?: number | undefined;
}

const ROW = 28;
/** Of a signal's high level, within its row; low is this far from the bottom. */
const INSET = 6;
const TOP = 26;
/** Of a character, with room to spare. */
const CHARACTER = 8;
const TICK = 90;
const LEAST_WIDTH = 200;
/** Closer edges than so many pixels cannot be told apart. */
const NARROW = 3;

/** Where times lie on the picture. */
interface Axis {
  readonly start: bigint;
  readonly span: bigint;
  readonly left: number;
  readonly columns: number;
}

/** Several edges, or one, as they are drawn. */
interface Group {
  readonly from: number;
  to: number;
  count: number;
  /** Level at its end. */
  level: Level;
}

/** One row a signal under a line of times, and a legend of what does not speak for itself. */
export function toSvg(trace: TraceData, options: SvgOptions): string {
  const start = options.start ?? trace.start;
  const span = options.end > start ? options.end - start : 1n;
  const names = Math.max(0, ...trace.signals.map(({ name }) => name.length));
  const left = names * CHARACTER + 16;
  const width = Math.max(LEAST_WIDTH, left + 100, Math.floor(options.width ?? 800));
  const axis: Axis = { start, span, left, columns: width - left - 8 };
  const rows = trace.signals.map((signal, i) => drawSignal(signal, TOP + i * ROW, axis));
  const bottom = TOP + trace.signals.length * ROW;
  const body = [...drawAxis(axis, bottom), ...rows];
  const legend = [
    ["hatch)", "hatched: several edges"],
    ['class="z"', "dashed: nothing drives it"],
    ['class="x"', "crossed: driven high and low"],
  ].filter(([sign]) => rows.some((row) => row.includes(sign!)));
  const told = legend.map(([, text]) => text).join("; ");
  if (told !== "") body.push(text(left, bottom + 16, told, ""));
  const height = bottom + (told === "" ? 8 : 26);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="12">
<title>${escape(trace.board)}, ${formatTime(start)} to ${formatTime(start + span)}</title>
<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="#000"/></pattern></defs>
<style>path,rect.b{fill:none;stroke:#000}.g{stroke:#bbb}.z{stroke-dasharray:4 3}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${body.join("\n")}
</svg>
`;
}

function columnOf(time: bigint, { start, span, left, columns }: Axis): number {
  return left + Number(((time - start) * BigInt(columns)) / span);
}

/** Lines at round times, with their labels where there is room. */
function drawAxis(axis: Axis, bottom: number): string[] {
  const { start, span, left, columns } = axis;
  const step = roundStep((span * BigInt(TICK) + BigInt(columns) - 1n) / BigInt(columns));
  const lines: string[] = [];
  for (let time = ((start + step - 1n) / step) * step; time < start + span; time += step) {
    const x = columnOf(time, axis);
    const label = formatTime(time).replace("us", "µs");
    lines.push(`<path class="g" d="M${x} ${TOP - 8}V${bottom}"/>`);
    if (x + label.length * CHARACTER <= left + columns) lines.push(text(x, TOP - 12, label, ""));
  }
  return lines;
}

/** Edges by where they are drawn; three or more that lie too close are one group. */
function groupsOf(signal: TraceSignal, axis: Axis): { first: Level; groups: Group[] } {
  const end = axis.start + axis.span;
  const { changes } = signal;
  let first = signal.initial;
  const groups: Group[] = [];
  let near: Group[] = [];
  const flush = (): void => {
    const merged = near.length >= NARROW;
    if (merged) {
      groups.push({ ...near.at(-1)!, from: near[0]!.from, count: near.length });
    } else groups.push(...near);
    near = [];
  };
  for (const { time, level } of changes) {
    if (time >= end) break;
    if (time < axis.start) {
      first = level;
      continue;
    }
    const x = columnOf(time, axis);
    const last = near.at(-1);
    if (last && x - last.to >= NARROW) flush();
    near.push({ from: x, to: x, count: 1, level });
  }
  flush();
  return { first, groups };
}

function drawSignal(signal: TraceSignal, top: number, axis: Axis): string {
  const { first, groups } = groupsOf(signal, axis);
  const [high, low] = [top + INSET, top + ROW - INSET];
  const middle = (high + low) / 2;
  const heights: Readonly<Record<Level, number>> = { 1: high, 0: low, z: middle, x: middle };
  const pieces: string[] = [];
  let path = "";
  let [x, level] = [axis.left, first];
  const runTo = (to: number): void => {
    const y = heights[level];
    if (level === 0 || level === 1)
      path += `${path === "" ? `M${x} ${y}` : ""}${to > x ? `H${to}` : ""}`;
    else {
      if (path !== "") pieces.push(`<path d="${path}"/>`);
      path = "";
      if (to > x && level === "z") pieces.push(`<path class="z" d="M${x} ${y}H${to}"/>`);
      if (to > x && level === "x") {
        pieces.push(
          `<path class="x" d="M${x} ${high}H${to}V${low}H${x}ZL${to} ${low}M${x} ${low}L${to} ${high}"/>`,
        );
      }
    }
    x = to;
  };
  for (const { from, to, count, level: next } of groups) {
    runTo(from);
    if (count > 1) {
      const wide = Math.max(NARROW, to - from);
      pieces.push(
        `<rect class="b" x="${from}" y="${high}" width="${wide}" height="${low - high}" style="fill:url(#hatch)"><title>${count} edges</title></rect>`,
      );
      if (path !== "") pieces.push(`<path d="${path}"/>`);
      path = "";
      x = from + wide;
    } else if (typeof next === "number" && path !== "") path += `V${heights[next]}`;
    else if (typeof next === "number") path = `M${from} ${middle}V${heights[next]}`;
    level = next;
  }
  runTo(axis.left + axis.columns);
  if (path !== "") pieces.push(`<path d="${path}"/>`);
  return `<g>${text(axis.left - 8, middle + 4, signal.name, ' text-anchor="end"')}${pieces.join("")}</g>`;
}

function text(x: number, y: number, words: string, more: string): string {
  return `<text x="${x}" y="${y}"${more}>${escape(words)}</text>`;
}

function escape(words: string): string {
  const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  // XML knows no control characters.
  // eslint-disable-next-line no-control-regex -- they are what it is about
  return words.replace(/[\u0000-\u001f]/g, "?").replace(/[&<>]/g, (sign) => signs[sign]!);
}
