/** What lies under the pointer. */
import type { Cursors, CursorName } from "./cursors.ts";
import { xOf, type Scale } from "./scale.ts";

/** A cursor is taken hold of from this near, in pixels. */
const GRIP = 5;
/** Fingers are wider than mice. */
const FINGER_GRIP = 14;
/** Edges this near draw a cursor to them, in pixels. */
export const SNAP = 9;

/** The row at `y`; undefined below the last. */
export function rowAt(y: number, rowHeight: number, rows: number): number | undefined {
  const row = Math.floor(y / rowHeight);
  return row >= 0 && row < rows ? row : undefined;
}

/** The cursor at `x`; the active one of two that lie together. */
export function cursorAt(
  x: number,
  scale: Scale,
  { at, active }: Cursors,
  isFinger: boolean,
): CursorName | undefined {
  const both: readonly CursorName[] = active === "A" ? ["A", "B"] : ["B", "A"];
  const grip = isFinger ? FINGER_GRIP : GRIP;
  return both.find((name) => {
    const time = at[name];
    return time !== undefined && Math.abs(xOf(scale, time) - x) <= grip;
  });
}

/** `edge` if it lies near enough to `time` to be meant, else `time`. */
export function snap(time: number, edge: number | undefined, scale: Scale): number {
  if (edge === undefined) return time;
  return Math.abs(xOf(scale, edge) - xOf(scale, time)) <= SNAP ? edge : time;
}
