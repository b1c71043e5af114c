/**
 * Breadboards. A hole is named as Wokwi does: `12t.c` is column 12, top half, row c; `12b.h` the bottom half. The five
 * holes of a column's half are one. So is each rail: `tp.1`, top and plus, to `tp.50`; `tn`, `bp`, `bn`. The rails of
 * a long board have no gap in their middle, which some that are sold have.
 */
import { z } from "zod";
import { definePart } from "./part.ts";

/** Terminals that are one, in groups. */
function groups(columns: number, railHoles: number): string[][] {
  const found: string[][] = [];
  for (let column = 1; column <= columns; column++) {
    found.push([..."abcde"].map((row) => `${column}t.${row}`));
    found.push([..."fghij"].map((row) => `${column}b.${row}`));
  }
  if (railHoles === 0) return found;
  for (const rail of ["tp", "tn", "bp", "bn"]) {
    found.push(Array.from({ length: railHoles }, (_, i) => `${rail}.${i + 1}`));
  }
  return found;
}

interface Holes {
  readonly terminals: readonly string[];
  readonly inside: () => { readonly joins: readonly (readonly [string, string])[] };
}

function holes(columns: number, railHoles: number): Holes {
  const found = groups(columns, railHoles);
  const joins = found.flatMap(([first, ...rest]) => rest.map((hole) => [first!, hole] as const));
  return { terminals: found.flat(), inside: () => ({ joins }) };
}

/** The long one: 63 columns, 50 holes a rail. */
export const breadboard = definePart({
  types: ["wokwi-breadboard"],
  figures: null,
  attrs: z.strictObject({}),
  ...holes(63, 50),
});

/** 30 columns, 25 holes a rail. */
export const breadboardHalf = definePart({
  types: ["wokwi-breadboard-half"],
  figures: null,
  attrs: z.strictObject({}),
  ...holes(30, 25),
});

/** 17 columns, no rails. */
export const breadboardMini = definePart({
  types: ["wokwi-breadboard-mini"],
  figures: null,
  attrs: z.strictObject({}),
  ...holes(17, 0),
});
