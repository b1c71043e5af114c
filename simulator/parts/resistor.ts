import { z } from "zod";
import { definePart } from "./part.ts";

const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1e3, K: 1e3, M: 1e6 };

/** Ohms from `220`, `1k`, `4.7k` or `1M`; undefined for anything else and for 0. */
export function parseOhms(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([kKM]?)$/.exec(text);
  if (match === null) return undefined;
  const ohms = Number(match[1]) * FACTORS[match[2]!]!;
  return ohms > 0 && Number.isFinite(ohms) ? ohms : undefined;
}

/** Wokwi's resistor; 1 kΩ unless told otherwise, as there. */
export const resistor = definePart({
  types: ["wokwi-resistor"],
  figures: null,
  terminals: ["1", "2"],
  attrs: z.strictObject({
    value: z
      .string()
      .default("1000")
      .refine((text) => parseOhms(text) !== undefined, {
        error: 'should be ohms such as "220", "4.7k" or "1M", more than 0',
      }),
  }),
  inside: ({ value }) => ({ resistors: [{ a: "1", b: "2", ohms: parseOhms(value)! }] }),
});
