/** A strip of LEDs of the kind of WS2812. */
import type { PartInfo } from "../../../protocol.ts";
import type { Drawing, Point } from "./drawing.ts";
import { circle, pads, rect, sheet } from "./sheet.ts";

const CELL = 28;
const HEIGHT = 34;
const EDGE = 14;
/** A browser draws no more of them in a frame's time. */
const MOST = 1_000;

export function ledStrip({ attrs }: PartInfo): Drawing {
  const count = Math.min(MOST, Number(attrs["pixels"] ?? 8) || 8);
  const width = count * CELL + 2 * EDGE;
  const pins = new Map<string, Point>();
  ["VDD", "DIN", "VSS"].forEach((name, i) => pins.set(name, { x: 5, y: 7.4 + i * 9.6 }));
  ["VDD.2", "DOUT", "VSS.2"].forEach((name, i) =>
    pins.set(name, { x: width - 5, y: 7.4 + i * 9.6 }),
  );
  const glows = Array.from({ length: count }, (_, i) =>
    circle(EDGE + (i + 0.5) * CELL, HEIGHT / 2, 7, { fill: "#20242a" }),
  );
  const root = sheet(
    width,
    HEIGHT,
    rect(0, 0, width, HEIGHT, { rx: 2, fill: "#f4f3ee", stroke: "#c4c0b3" }),
    pads(pins.values()),
    ...glows.map((_, i) =>
      rect(EDGE + i * CELL + 3.5, HEIGHT / 2 - 10.5, 21, 21, {
        rx: 2,
        fill: "#fff",
        stroke: "#a5a191",
      }),
    ),
    ...glows,
  );
  return {
    root,
    width,
    height: HEIGHT,
    pins,
    show({ image }) {
      if (image === undefined) return;
      glows.forEach((glow, i) => {
        const [r, g, b] = image.rgba.subarray(i * 4, i * 4 + 3);
        const fill = r === 0 && g === 0 && b === 0 ? "#20242a" : `rgb(${r},${g},${b})`;
        if (glow.getAttribute("fill") !== fill) glow.setAttribute("fill", fill);
      });
    },
  };
}
