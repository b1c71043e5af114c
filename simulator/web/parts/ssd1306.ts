import type { Ssd1306 } from "../../parts/ssd1306.ts";
import { definePartView } from "./view.ts";

/** The blue of the usual modules, at full contrast. */
const LIT = [90, 190, 255] as const;

export const ssd1306 = definePartView<Ssd1306>({
  types: ["wokwi-ssd1306", "board-ssd1306"],
  noun: () => "display of 128 by 64 dots",
  picture({ part }) {
    const { width, height, on } = part;
    const rgba = new Uint8ClampedArray(width * height * 4);
    const share = 0.4 + (0.6 * part.contrast) / 255;
    let lit = 0;
    for (let y = 0; on && y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!part.pixel(x, y)) continue;
        lit++;
        const at = 4 * (y * width + x);
        LIT.forEach((value, i) => (rgba[at + i] = value * share));
      }
    }
    for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
    return {
      properties: {},
      text: on ? `on, ${lit} dots lit` : "off",
      image: { width, height, rgba },
    };
  },
});
