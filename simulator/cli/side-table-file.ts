import { join } from "node:path";
import { z } from "zod";
import { BORDER_VERSION } from "../../hal/generated/border.ts";
import type { SideTable } from "../../hal/border/side-table.ts";

/** Where the side table of a module lies: beside it. */
export function sideTablePath(folder: string, name: string): string {
  return join(folder, `${name}.wakeful.json`);
}

const whole = z.int().nonnegative();
/** The parts of a source map, version 3, without which nothing can be looked up. */
const map = z.looseObject({
  version: z.literal(3),
  sources: z.array(z.string().nullable()),
  mappings: z.string(),
});
const place = z.object({ file: z.string(), line: whole, column: whole });
const message = z.object({ text: z.string(), place });
const piece = z.object({ name: z.string(), bytes: whole });
const schema = z.object({
  border: z.literal(BORDER_VERSION),
  name: z.string(),
  module: z.string(),
  logs: z.array(message),
  panics: z.array(message),
  tasks: z.array(
    z.object({
      name: z.string(),
      place,
      pool: whole,
      priority: whole,
      address: whole,
      slotBytes: whole,
      prefixBytes: whole,
      headerBytes: whole,
      frameBytes: whole,
      parts: z.array(piece.extend({ type: z.string(), offset: whole })),
      frame: whole.optional(),
    }),
  ),
  frames: z.array(
    z.object({
      name: z.string(),
      place,
      bytes: whole,
      resultBytes: whole,
      point: z.object({ offset: whole, bytes: whole }).nullable(),
      awaits: z.array(
        z.object({
          point: whole,
          place,
          text: z.string(),
          keeps: z.array(
            piece.extend({
              type: z.string(),
              kind: z.enum(["future", "variable", "temporary"]),
              offset: whole,
              awaited: z.boolean(),
              frame: whole.optional(),
            }),
          ),
        }),
      ),
      shared: z.array(z.object({ offset: whole, bytes: whole, names: z.array(z.string()) })),
    }),
  ),
  memory: z.object({
    base: whole,
    dataEnd: whole,
    heapBase: whole,
    statics: z.array(
      piece.extend({ address: whole, type: z.string().optional(), place: place.optional() }),
    ),
  }),
  functions: z.array(z.string()),
  map: map.nullable(),
});

/** Whether a value read from a file is a side table of this version. */
export function isSideTable(value: unknown): value is SideTable {
  const { success, data } = schema.safeParse(value);
  if (!success) return false;
  // Pools are walked slot by slot, so they have to be where the memory is.
  const { heapBase } = data.memory;
  const hasFrame = ({ frame }: { frame?: number | undefined }): boolean =>
    frame === undefined || frame < data.frames.length;
  if (!data.frames.every((f) => f.awaits.every((a) => a.keeps.every(hasFrame)))) return false;
  if (!data.tasks.every(hasFrame)) return false;
  return data.tasks.every((t) => t.slotBytes > 0 && t.address + t.pool * t.slotBytes <= heapBase);
}
