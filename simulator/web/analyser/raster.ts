/**
 * Draws rows of waveforms into pixels. Strokes of a canvas cost by the edge, and their cost comes later, where it
 * is not seen; here a row is a few lines of pixels that are copied, so a picture costs the same with any number of
 * edges. Level is told by place: low at the bottom, high at the top, floating a hatched band between, driven high and
 * low a crossed box, and a filled block where there are more edges than columns.
 */
import { Wave } from "../protocol.ts";
import type { Runs } from "./columns.ts";

/** Colours as a pixel of an `ImageData` holds them. */
export interface Inks {
  readonly paper: number;
  /** Of the row that is selected. */
  readonly selected: number;
  readonly grid: number;
  readonly line: number;
  /** Below a high level. */
  readonly tint: number;
  readonly busy: number;
  readonly hatch: number;
}

/** Of a row, in device pixels. */
export interface RowShape {
  readonly height: number;
  /** Of the line of a high level, from the row's top; low lies as far from its bottom. */
  readonly inset: number;
  /** Of lines. */
  readonly thick: number;
}

export interface Picture {
  readonly pixels: Uint32Array;
  readonly width: number;
}

/** One row's pixels, used again for each. */
export interface Brush {
  readonly body: Uint32Array;
  readonly edge: Uint32Array;
}

export function createBrush(width: number): Brush {
  return { body: new Uint32Array(width), edge: new Uint32Array(width) };
}

/**
 * @param top the row's first line of pixels.
 * @param gridColumns where round times are.
 */
export function drawRow(
  { pixels, width }: Picture,
  top: number,
  shape: RowShape,
  runs: Runs,
  gridColumns: readonly number[],
  inks: Inks,
  isSelected: boolean,
  { body, edge }: Brush,
): void {
  const { height, inset, thick } = shape;
  const [high, low] = [inset, height - inset - thick];
  const put = (line: Uint32Array, from: number, to: number): void => {
    for (let y = from; y < to; y++) pixels.set(line, (top + y) * width);
  };
  const drawEdge = (line: Uint32Array, x: number): void => {
    line.fill(inks.line, x, Math.min(width, x + thick));
  };
  body.fill(isSelected ? inks.selected : inks.paper);
  for (const x of gridColumns) body[x] = inks.grid;
  put(body, 0, high);
  put(body, low + thick, height - 1);
  edge.fill(inks.grid);
  put(edge, height - 1, height);

  for (let i = 0; i < runs.count; i++) {
    const level = runs.level[i]!;
    if (level === Wave.High) body.fill(inks.tint, runs.from[i]!, runs.to[i]!);
    else if (level === Wave.Busy) body.fill(inks.busy, runs.from[i]!, runs.to[i]!);
  }
  // An edge from or to a floating level goes half the way.
  const middle = Math.floor((high + thick + low) / 2);
  for (const [half, from, to] of [
    [Wave.High, high + thick, middle],
    [Wave.Low, middle, low],
  ] as const) {
    edge.set(body);
    for (let i = 1; i < runs.count; i++) {
      if (crosses(runs.level[i - 1]!, runs.level[i]!, half)) drawEdge(edge, runs.from[i]!);
    }
    put(edge, from, to);
  }
  for (const [level, y] of [
    [Wave.High, high],
    [Wave.Low, low],
  ] as const) {
    edge.set(body);
    for (let i = 0; i < runs.count; i++) {
      if (runs.level[i] === level || runs.level[i] === Wave.Conflict)
        edge.fill(inks.line, runs.from[i]!, runs.to[i]!);
      if (i > 0 && crosses(runs.level[i - 1]!, runs.level[i]!, level)) {
        drawEdge(edge, runs.from[i]!);
      }
    }
    put(edge, y, y + thick);
  }
  for (let i = 0; i < runs.count; i++) {
    const from = runs.from[i]! + (i > 0 ? thick : 0);
    const picture = { pixels, width };
    if (runs.level[i] === Wave.Floating) hatch(picture, top, shape, from, runs.to[i]!, inks);
    else if (runs.level[i] === Wave.Conflict) cross(picture, top, shape, from, runs.to[i]!, inks);
  }
}

/** Whether an edge passes the upper half of a row (`half` is high) or the lower one. */
function crosses(before: number, after: number, half: Wave): boolean {
  if (before === Wave.Busy || after === Wave.Busy || before === after) return false;
  return before === half || after === half || (before !== Wave.Floating && after !== Wave.Floating);
}

/** A band of slanted lines, halfway between low and high. */
function hatch(
  { pixels, width }: Picture,
  top: number,
  { height, inset, thick }: RowShape,
  from: number,
  to: number,
  inks: Inks,
): void {
  const quarter = Math.floor((height - 2 * inset) / 4);
  const [upper, lower] = [top + inset + quarter, top + height - inset - quarter];
  const period = 5 * thick;
  for (let y = upper; y < lower; y++) {
    // Lines are told by where they lie on the whole row: pieces fit together.
    for (let x = from; x < to; x++) {
      if ((x + y) % period < thick) pixels[y * width + x] = inks.hatch;
    }
  }
  for (const y of [upper, lower - 1]) pixels.fill(inks.hatch, y * width + from, y * width + to);
}

/** Slanted lines of both ways, from low to high. */
function cross(
  { pixels, width }: Picture,
  top: number,
  { height, inset, thick }: RowShape,
  from: number,
  to: number,
  inks: Inks,
): void {
  const period = 6 * thick;
  for (let y = inset + thick; y < height - inset - thick; y++) {
    for (let x = from; x < to; x++) {
      // Pixels count from the row's top, so that no sum is negative.
      const isLine = (x + y) % period < thick || (x + period * height - y) % period < thick;
      if (isLine) pixels[(top + y) * width + x] = inks.line;
    }
  }
}
