import type { Max7219Matrix } from "../../parts/max7219-matrix.ts";
import { definePartView } from "./view.ts";

const ROWS = 8;
const LIT = [255, 60, 50, 255] as const;
const DARK = [40, 10, 10, 255] as const;

export const max7219Matrix = definePartView<Max7219Matrix>({
  types: ["wokwi-max7219-matrix"],
  noun: ({ chain = "1" }) => `matrix of ${Number(chain) * ROWS} by ${ROWS} LEDs`,
  picture({ part }) {
    const dots = [...part.picture.replaceAll("\n", "")];
    const rgba = new Uint8ClampedArray(dots.length * 4);
    dots.forEach((dot, i) => rgba.set(dot === "#" ? LIT : DARK, 4 * i));
    const lit = dots.filter((dot) => dot === "#").length;
    return {
      properties: {},
      text: lit === 0 ? "all dark" : `${lit} of ${dots.length} lit`,
      image: { width: dots.length / ROWS, height: ROWS, rgba },
    };
  },
});
