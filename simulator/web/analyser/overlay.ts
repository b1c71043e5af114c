/** Draws what lies over the waveforms, and the axis above them. */
import { between, type CursorName } from "./cursors.ts";
import { timeText } from "../dom/time-text.ts";
import type { Model } from "./model.ts";
import { roundTimeAt, xOf } from "./scale.ts";
import { AXIS, ROW } from "./sheet.ts";
import type { Theme } from "./theme.ts";
import type { Tick } from "./ticks.ts";

type Context = CanvasRenderingContext2D;

/** Height of the flags, above the labels of the axis. */
const FLAG = 18;
/** No character of a label takes more pixels. */
const WIDEST = 12;
const NAMES: readonly CursorName[] = ["A", "B"];

/** In the middle of a pixel of the page: a line of one is sharp. */
const sharp = (x: number): number => Math.floor(x) + 0.5;

function line(context: Context, x: number, top: number, bottom: number): void {
  context.beginPath();
  context.moveTo(sharp(x), top);
  context.lineTo(sharp(x), bottom);
  context.stroke();
}

/** Equal texts: equal pictures. */
export function overlayKey({ scale, cursors, columns, hover, reach, rows }: Model): string {
  const places = [reach.now, cursors.at.A, cursors.at.B].map((time) => {
    if (time === undefined) return "";
    return Math.min(columns + 1, Math.max(-1, Math.floor(xOf(scale, time))));
  });
  return [...places, cursors.active, hover, columns, rows.first, rows.last].join();
}

export function drawOverlay(context: Context, model: Model, theme: Theme): void {
  const { scale, cursors, columns, hover, reach } = model;
  const height = (model.rows.last - model.rows.first) * ROW;
  const present = xOf(scale, reach.now);
  context.lineWidth = 1;
  if (present < columns) {
    const x = Math.max(0, present);
    context.fillStyle = theme.muted;
    context.globalAlpha = 0.1;
    context.fillRect(x, 0, columns - x, height);
    context.globalAlpha = 1;
    context.strokeStyle = theme.muted;
    if (present >= 0) line(context, present, 0, height);
  }
  const span = between(cursors);
  if (span) {
    const [from, to] = [xOf(scale, span.start), xOf(scale, span.end)];
    context.fillStyle = theme.ink;
    context.globalAlpha = 0.06;
    context.fillRect(from, 0, to - from, height);
    context.globalAlpha = 1;
  }
  for (const name of NAMES) {
    const time = cursors.at[name];
    if (time === undefined) continue;
    context.strokeStyle = theme[name];
    // The active one is whole, the other dashed: not by colour alone.
    context.setLineDash(name === cursors.active ? [] : [5, 3]);
    line(context, xOf(scale, time), 0, height);
    context.setLineDash([]);
  }
  if (hover !== undefined) {
    context.strokeStyle = theme.muted;
    context.setLineDash([2, 3]);
    line(context, hover, 0, height);
    context.setLineDash([]);
  }
}

export function drawAxis(
  context: Context,
  model: Model,
  theme: Theme,
  marks: readonly Tick[],
): void {
  const { scale, columns, cursors, hover } = model;
  context.font = "12px ui-sans-serif, system-ui, sans-serif";
  context.textBaseline = "middle";
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, columns, AXIS);
  context.lineWidth = 1;
  context.strokeStyle = theme.muted;
  context.fillStyle = theme.muted;
  context.textAlign = "center";
  // A stroke for all of them: each costs more than what it draws.
  context.beginPath();
  for (const { x, label } of marks) {
    context.moveTo(sharp(x), label === undefined ? AXIS - 4 : AXIS - 8);
    context.lineTo(sharp(x), AXIS);
    if (label === undefined) continue;
    context.fillText(label, withinAxis(context, x, label, columns), FLAG + 8);
  }
  context.textAlign = "start";
  context.stroke();
  context.strokeStyle = theme.rule;
  context.beginPath();
  context.moveTo(0, AXIS - 0.5);
  context.lineTo(columns, AXIS - 0.5);
  context.stroke();
  if (hover !== undefined) {
    const text = timeText(roundTimeAt(scale, hover));
    drawFlag(context, hover, text, columns, theme.muted, theme.paper);
  }
  const span = between(cursors);
  if (span && hover === undefined) drawGap(context, model, theme, span);
  for (const name of [...NAMES].sort((a) => (a === cursors.active ? 1 : -1))) {
    const time = cursors.at[name];
    if (time === undefined) continue;
    const x = xOf(scale, time);
    const sign = x < 0 ? `‹ ${name}` : x > columns ? `${name} ›` : name;
    drawFlag(context, x, sign, columns, theme[name], theme.paper);
  }
}

/** The middle of a label: the first and the last stay within. Others are not measured, which costs. */
function withinAxis(context: Context, x: number, label: string, columns: number): number {
  const most = (label.length * WIDEST) / 2;
  if (x >= most && x <= columns - most) return x;
  const half = context.measureText(label).width / 2 + 2;
  return Math.min(columns - half, Math.max(half, x));
}

/** A box with a text above its line; at the border if its place is off the screen. */
function drawFlag(
  context: Context,
  x: number,
  text: string,
  columns: number,
  color: string,
  ink: string,
): void {
  const width = context.measureText(text).width + 10;
  const left = Math.min(columns - width, Math.max(0, Math.floor(x) - width / 2));
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(left, 1, width, FLAG - 3, 3);
  context.fill();
  context.fillStyle = ink;
  context.fillText(text, left + 5, FLAG / 2);
  if (x < 0 || x > columns) return;
  context.strokeStyle = color;
  line(context, x, FLAG - 2, AXIS);
}

/** The time from A to B, between their flags, where there is room. */
function drawGap(
  context: Context,
  { scale, columns }: Model,
  theme: Theme,
  { start, end }: { start: number; end: number },
): void {
  const text = timeText(end - start);
  const [from, to] = [Math.max(0, xOf(scale, start)), Math.min(columns, xOf(scale, end))];
  const width = context.measureText(text).width;
  if (to - from < width + 44) return;
  const middle = (from + to) / 2;
  context.strokeStyle = theme.muted;
  context.fillStyle = theme.ink;
  context.beginPath();
  for (const [x, toward] of [
    [from + 14, middle - width / 2 - 6],
    [to - 14, middle + width / 2 + 6],
  ] as const) {
    context.moveTo(x, FLAG / 2 + 0.5);
    context.lineTo(toward, FLAG / 2 + 0.5);
  }
  context.stroke();
  context.fillText(text, middle - width / 2, FLAG / 2);
}
