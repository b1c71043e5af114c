/** Two cursors, A and B. One of them is active: keys move it. */
export type CursorName = "A" | "B";

export interface Cursors {
  readonly at: { readonly A: number | undefined; readonly B: number | undefined };
  readonly active: CursorName;
}

export const NO_CURSORS: Cursors = { at: { A: undefined, B: undefined }, active: "A" };

/** Puts a cursor, which becomes the active one. Never before reset. */
export function place(cursors: Cursors, name: CursorName, time: number): Cursors {
  return { at: { ...cursors.at, [name]: Math.max(0, Math.round(time)) }, active: name };
}

/** Takes the active cursor away; the other becomes active. */
export function remove({ at, active }: Cursors): Cursors {
  return { at: { ...at, [active]: undefined }, active: active === "A" ? "B" : "A" };
}

/** From the earlier to the later; undefined unless there are both. */
export function between({ at: { A, B } }: Cursors): { start: number; end: number } | undefined {
  if (A === undefined || B === undefined) return undefined;
  return { start: Math.min(A, B), end: Math.max(A, B) };
}
