import { LedMatrix } from "../../parts/neopixel-types.ts";
import type { NeoPixels } from "../../parts/neopixels.ts";
import type { Picture } from "../protocol.ts";
import { definePartView } from "./view.ts";

function rgbOf(color: string): readonly [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** So many colours are told in words. */
const TOLD = 8;

function describe(colors: readonly string[]): string {
  const lit = colors.filter((color) => color !== "#000000").length;
  if (lit === 0) return "all dark";
  if (colors.length === 1) return colors[0]!;
  const all = colors.length <= TOLD ? `: ${colors.join(" ")}` : "";
  return `${lit} of ${colors.length} lit${all}`;
}

/** From the top left on, or from the one nearest to DIN on. */
function imageOf(colors: readonly string[], width: number): NonNullable<Picture["image"]> {
  const rgba = new Uint8ClampedArray(colors.length * 4);
  colors.forEach((color, i) => rgba.set([...rgbOf(color), 255], 4 * i));
  return { width, height: colors.length / width, rgba };
}

const imagePicture = (part: NeoPixels): Picture => {
  const isMatrix = part instanceof LedMatrix;
  const colors = isMatrix ? part.picture.flat() : part.colors;
  return {
    properties: {},
    text: describe(colors),
    image: imageOf(colors, isMatrix ? part.cols : part.length),
  };
};

export const neopixel = definePartView<NeoPixels>({
  types: ["wokwi-neopixel"],
  noun: () => "NeoPixel",
  picture({ part }) {
    const [r, g, b] = rgbOf(part.colors[0]!).map((value) => value / 255);
    return { properties: { r, g, b }, text: describe(part.colors) };
  },
});

export const ledRing = definePartView<NeoPixels>({
  types: ["wokwi-led-ring"],
  noun: ({ pixels = "16" }) => `ring of ${pixels} NeoPixels`,
  picture: ({ part }) => imagePicture(part),
});

export const ledStrip = definePartView<NeoPixels>({
  types: ["wokwi-led-strip"],
  noun: ({ pixels = "8" }) => `strip of ${pixels} NeoPixels`,
  picture: ({ part }) => imagePicture(part),
});

export const ledMatrix = definePartView<NeoPixels>({
  types: ["wokwi-led-matrix", "wokwi-neopixel-matrix"],
  noun: ({ rows = "8", cols = "8" }) => `matrix of ${cols} by ${rows} NeoPixels`,
  picture: ({ part }) => imagePicture(part),
});
