import { join } from "node:path";
import { z } from "zod";
import type { SideTable } from "../../hal/border/side-table.ts";

/** Where the side table of a module lies: beside it. */
export function sideTablePath(folder: string, name: string): string {
  return join(folder, `${name}.wakeful.json`);
}

const place = z.object({ file: z.string(), line: z.number(), column: z.number() });
const message = z.object({ text: z.string(), place });
const piece = z.object({ name: z.string(), bytes: z.number() });
const schema = z.object({
  border: z.number(),
  name: z.string(),
  logs: z.array(message),
  panics: z.array(message),
  tasks: z.array(
    z.object({
      name: z.string(),
      place,
      pool: z.number(),
      priority: z.number(),
      address: z.number(),
      slotBytes: z.number(),
      prefixBytes: z.number(),
      headerBytes: z.number(),
      frameBytes: z.number(),
      parts: z.array(piece.extend({ type: z.string(), offset: z.number() })),
    }),
  ),
  memory: z.object({
    base: z.number(),
    dataEnd: z.number(),
    heapBase: z.number(),
    statics: z.array(piece.extend({ address: z.number() })),
  }),
  functions: z.array(z.string()),
  map: z.looseObject({}).nullable(),
});

/** Whether a value read from a file is a side table of this version. */
export function isSideTable(value: unknown): value is SideTable {
  return schema.safeParse(value).success;
}
