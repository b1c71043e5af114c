/** The shape of Wokwi's `diagram.json` version 1, after its public description of the format. */
import { z } from "zod";

/** A text, or a list, which is kept as the text of it: the labels of keys are one. */
const attr = z.preprocess(
  (value) => (Array.isArray(value) ? JSON.stringify(value) : value),
  z.string(),
);

export const partSchema = z.strictObject({
  type: z.string(),
  id: z.string(),
  top: z.number().optional(),
  left: z.number().optional(),
  rotate: z.number().optional(),
  hide: z.boolean().optional(),
  attrs: z.record(z.string(), attr).optional(),
});

export const serialMonitorSchema = z.strictObject({
  display: z.enum(["auto", "always", "never", "plotter", "terminal"]).optional(),
  newline: z.enum(["lf", "cr", "crlf", "none"]).optional(),
  convertEol: z.boolean().optional(),
  collapse: z.boolean().optional(),
});

export const diagramSchema = z.strictObject({
  version: z.literal(1),
  author: z.string().optional(),
  editor: z.string().optional(),
  parts: z.array(partSchema),
  /** Two terminals, the colour of the wire, and how it is drawn. */
  connections: z.array(
    z.tuple([z.string(), z.string(), z.string().optional(), z.array(z.string()).optional()]),
  ),
  serialMonitor: serialMonitorSchema.optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

export type Diagram = z.output<typeof diagramSchema>;
