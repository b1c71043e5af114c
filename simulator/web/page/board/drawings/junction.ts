/** A point where wires meet. */
import type { Drawing } from "./drawing.ts";
import { circle, sheet } from "./sheet.ts";

export const junction = (): Drawing => ({
  root: sheet(8, 8, circle(4, 4, 3, { fill: "var(--ink)" })),
  width: 8,
  height: 8,
  pins: new Map([["J", { x: 4, y: 4 }]]),
});
