/** Symbols of the supply. */
import type { PartInfo } from "../../../protocol.ts";
import { makeSvg } from "../../../dom/make.ts";
import type { Drawing } from "./drawing.ts";
import { label, sheet } from "./sheet.ts";

const WIDTH = 30;
const HEIGHT = 28;
const stroke = { stroke: "var(--ink)", "stroke-width": 2, fill: "none" };

export function power({ type }: PartInfo): Drawing {
  const isGround = type === "wokwi-gnd";
  const name = isGround ? "GND" : "VCC";
  const root = isGround
    ? sheet(WIDTH, HEIGHT, makeSvg("path", { d: "M15 2v12M4 14h22M8 19h14M12 24h6", ...stroke }))
    : sheet(
        WIDTH,
        HEIGHT,
        makeSvg("path", { d: "M15 26V14M6 14h18", ...stroke }),
        label(15, 10, "VCC", { "font-size": 9, fill: "var(--ink)", "text-anchor": "middle" }),
      );
  return {
    root,
    width: WIDTH,
    height: HEIGHT,
    pins: new Map([[name, { x: 15, y: isGround ? 2 : 26 }]]),
  };
}
