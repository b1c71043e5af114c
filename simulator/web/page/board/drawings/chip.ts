/** A 74HC595 as it lies on a breadboard: sixteen legs, the first at the notch. */
import { makeSvg } from "../../../dom/make.ts";
import { PITCH, type Drawing } from "./drawing.ts";
import { label, rect, row, sheet } from "./sheet.ts";

const WIDTH = 8 * PITCH + 6;
const HEIGHT = 3 * PITCH + 16;

// Datasheet, "Pin configuration": 1 to 8 along the lower side, 9 to 16 back along the upper.
const lower = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "GND"];
const upper = ["VCC", "Q0", "DS", "OE", "STCP", "SHCP", "MR", "Q7S"];

export function hc595(): Drawing {
  const x = 3 + PITCH / 2;
  const pins = new Map([...row(upper, { x, y: 2 }), ...row(lower, { x, y: HEIGHT - 2 })]);
  const root = sheet(
    WIDTH,
    HEIGHT,
    ...[...pins.values()].map((pin) =>
      rect(pin.x - 1.6, pin.y < 10 ? 0 : HEIGHT - 9, 3.2, 9, { fill: "#b9bfc6" }),
    ),
    rect(0, 6, WIDTH, HEIGHT - 12, { rx: 2, fill: "#22262b" }),
    makeSvg("path", { d: `M0 ${HEIGHT / 2 - 5}a5 5 0 0 1 0 10`, fill: "#3a4149" }),
    label(WIDTH / 2 + 2, HEIGHT / 2 + 3, "74HC595", {
      "font-size": 8,
      fill: "#c3cad2",
      "text-anchor": "middle",
    }),
  );
  return { root, width: WIDTH, height: HEIGHT, pins };
}
