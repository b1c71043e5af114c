/** Parts that are for the eye, or for wires to meet. */
import { z } from "zod";
import { definePart } from "./part.ts";

/** A text on the drawing. */
export const text = definePart({
  types: ["wokwi-text"],
  figures: null,
  terminals: [],
  attrs: z.strictObject({
    text: z.string().optional(),
    fontSize: z.string().optional(),
    fontFamily: z.string().optional(),
    color: z.string().optional(),
  }),
});

/** Wokwi's logo. */
export const logo = definePart({
  types: ["wokwi-logo"],
  figures: null,
  terminals: [],
  attrs: z.strictObject({}),
});

/** A point where wires meet. */
export const junction = definePart({
  types: ["wokwi-junction"],
  figures: null,
  terminals: ["J"],
  attrs: z.strictObject({}),
});
