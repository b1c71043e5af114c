/** The common module of an SSD1306: four pins on top, 128 by 64 dots. */
import { make } from "../../../dom/make.ts";
import { PITCH, type Drawing } from "./drawing.ts";
import { label, pads, rect, row, screen, sheet } from "./sheet.ts";

const WIDTH = 150;
const HEIGHT = 116;
const names = ["GND", "VCC", "SCL", "SDA"];

export function ssd1306Module(): Drawing {
  const holes = row(names, { x: WIDTH / 2 - 1.5 * PITCH, y: 8 });
  const dots = screen(11, 30, 128, 64);
  const root = make(
    "div",
    { class: "own" },
    sheet(
      WIDTH,
      HEIGHT,
      rect(0, 0, WIDTH, HEIGHT, { rx: 4, fill: "#16305c" }),
      ...[
        [7, 7],
        [WIDTH - 7, 7],
        [7, HEIGHT - 7],
        [WIDTH - 7, HEIGHT - 7],
      ].map(([x, y]) => rect(x! - 3.5, y! - 3.5, 7, 7, { rx: 3.5, fill: "#c9ced3" })),
      rect(4, 24, WIDTH - 8, 78, { rx: 2, fill: "#0b0d10" }),
      rect(11, 30, 128, 64, { fill: "#000" }),
      pads(holes.values()),
      ...[...holes].map(([name, { x }]) =>
        label(x, 19, name, { "font-size": 4.5, fill: "#e4ebf5", "text-anchor": "middle" }),
      ),
    ),
    dots.root,
  );
  // The names of the older drawing are the same terminals.
  const pins = new Map(holes);
  for (const [name, as] of Object.entries({ VIN: "VCC", "3V3": "VCC", CLK: "SCL", DATA: "SDA" })) {
    pins.set(name, holes.get(as)!);
  }
  return {
    root,
    width: WIDTH,
    height: HEIGHT,
    pins,
    show({ image }) {
      if (image !== undefined) dots.show(image);
    },
  };
}
