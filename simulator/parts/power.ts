import { z } from "zod";
import { definePart } from "./part.ts";

/** A connection to VCC. */
export const vcc = definePart({
  types: ["wokwi-vcc"],
  figures: null,
  terminals: ["VCC"],
  attrs: z.strictObject({}),
  inside: () => ({ supply: ["VCC"] }),
});

/** A connection to GND. */
export const gnd = definePart({
  types: ["wokwi-gnd"],
  figures: null,
  terminals: ["GND"],
  attrs: z.strictObject({}),
  inside: () => ({ ground: ["GND"] }),
});
