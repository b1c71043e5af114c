/** Wokwi's parts of LEDs of the kind of WS2812. */
import { z } from "zod";
import { NeoPixels } from "./neopixels.ts";
import { definePart, type Figures, type Inside } from "./part.ts";

const MOST = 10_000;

const count = (initial: string): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .refine((text) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MOST, {
      error: `should be a whole number from "1" to "${MOST}"`,
    })
    .default(initial);

const look = { pixelShape: z.string().optional(), pixelSize: z.string().optional() };

const chained = (vcc: string, gnd: string): Inside => ({
  outputs: [{ terminal: "DOUT", low: gnd, high: vcc }],
});

const figures: Figures = {
  source: "WorldSemi WS2812B-V5 data sheet; WS2812B data sheet, Switching characteristics",
  checked: "from DIN to DOUT (WS2812B)",
  unchecked: "the V5's bits and latch, as three drivers quote them",
};

/** One LED. */
export const neopixel = definePart({
  types: ["wokwi-neopixel"],
  figures,
  terminals: ["VDD", "DOUT", "VSS", "DIN"],
  attrs: z.strictObject({}),
  inside: () => chained("VDD", "VSS"),
  create: (id, _, context) => new NeoPixels(id, 1, { vcc: "VDD", gnd: "VSS" }, context),
});

/** A ring. */
export const ledRing = definePart({
  types: ["wokwi-led-ring"],
  figures,
  terminals: ["GND", "VCC", "DIN", "DOUT"],
  attrs: z.strictObject({
    pixels: count("16"),
    background: z.string().optional(),
    pixelSpacing: z.string().optional(),
    animation: z.string().optional(),
  }),
  inside: () => chained("VCC", "GND"),
  create: (id, { pixels }, context) =>
    new NeoPixels(id, Number(pixels), { vcc: "VCC", gnd: "GND" }, context),
});

/** A strip: its supply goes through. */
export const ledStrip = definePart({
  types: ["wokwi-led-strip"],
  figures,
  terminals: ["VDD", "DIN", "VSS", "VDD.2", "DOUT", "VSS.2"],
  attrs: z.strictObject({ pixels: count("8"), ...look }),
  inside: () => ({
    ...chained("VDD", "VSS"),
    joins: [
      ["VDD", "VDD.2"],
      ["VSS", "VSS.2"],
    ],
  }),
  create: (id, { pixels }, context) =>
    new NeoPixels(id, Number(pixels), { vcc: "VDD", gnd: "VSS" }, context),
});

/** A matrix, whose LEDs lie in rows. */
export class LedMatrix extends NeoPixels {
  readonly rows: number;
  readonly cols: number;
  readonly #isSerpentine: boolean;

  constructor(
    id: string,
    size: { readonly rows: number; readonly cols: number; readonly isSerpentine: boolean },
    terminals: ConstructorParameters<typeof NeoPixels>[2],
    context: ConstructorParameters<typeof NeoPixels>[3],
  ) {
    super(id, size.rows * size.cols, terminals, context);
    this.rows = size.rows;
    this.cols = size.cols;
    this.#isSerpentine = size.isSerpentine;
  }

  /** The colours as they lie, from the top left on; a serpentine has each second row from right to left. */
  get picture(): readonly (readonly string[])[] {
    return Array.from({ length: this.rows }, (_, row) => {
      const line = this.colors.slice(row * this.cols, (row + 1) * this.cols);
      return this.#isSerpentine && row % 2 === 1 ? line.reverse() : line;
    });
  }
}

/** A matrix with the terminals of single LEDs. */
export const ledMatrix = definePart({
  types: ["wokwi-led-matrix"],
  figures,
  terminals: ["DIN", "VDD", "VSS", "DOUT"],
  attrs: z.strictObject({
    rows: count("8"),
    cols: count("8"),
    layout: z.enum(["", "serpentine"]).default(""),
    brightness: z.string().optional(),
    ...look,
  }),
  inside: () => chained("VDD", "VSS"),
  create: (id, { rows, cols, layout }, context) => {
    const size = { rows: Number(rows), cols: Number(cols), isSerpentine: layout !== "" };
    return new LedMatrix(id, size, { vcc: "VDD", gnd: "VSS" }, context);
  },
});

/** An older matrix, with the terminals of a ring. */
export const neopixelMatrix = definePart({
  types: ["wokwi-neopixel-matrix"],
  figures,
  terminals: ["GND", "VCC", "DIN", "DOUT"],
  attrs: z.strictObject({
    rows: count("8"),
    cols: count("8"),
    rowSpacing: z.string().optional(),
    colSpacing: z.string().optional(),
    blurLight: z.string().optional(),
    animation: z.string().optional(),
  }),
  inside: () => chained("VCC", "GND"),
  create: (id, { rows, cols }, context) => {
    const size = { rows: Number(rows), cols: Number(cols), isSerpentine: false };
    return new LedMatrix(id, size, { vcc: "VCC", gnd: "GND" }, context);
  },
});
