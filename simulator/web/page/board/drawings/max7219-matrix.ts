/** Modules of 8 by 8 LEDs behind a MAX7219, in a chain or in several. */
import type { PartInfo } from "../../../protocol.ts";
import { make, makeSvg } from "../../../dom/make.ts";
import type { Drawing } from "./drawing.ts";
import { circle, label, pads, rect, row, screen, sheet } from "./sheet.ts";

/** 32 mm. */
const MODULE = 121;
const EDGE = 14;

export function max7219Matrix({ attrs }: PartInfo): Drawing {
  const modules = Math.min(32, Math.max(1, Number(attrs["chain"] ?? 1) || 1));
  const height = MODULE + 2 * EDGE;
  const width = MODULE * modules + 2 * EDGE;
  const pins = new Map([
    ...row(["VCC", "GND", "DIN", "CS", "CLK"], { x: 7, y: height / 2 - 19 }, true),
    ...row(["VCC.2", "GND.2", "DOUT", "CS.2", "CLK.2"], { x: width - 7, y: height / 2 - 19 }, true),
  ]);
  const dots = screen(EDGE, EDGE, MODULE * modules, MODULE);
  // Each dot of the picture is seen through a round hole.
  const hole = makeSvg(
    "pattern",
    { id: "dot-8x8", width: MODULE / 8, height: MODULE / 8, patternUnits: "userSpaceOnUse" },
    makeSvg("path", {
      "fill-rule": "evenodd",
      fill: "#16191d",
      d: `M0 0H${MODULE / 8}V${MODULE / 8}H0ZM${MODULE / 16} 1.5a${MODULE / 16 - 1.5} ${MODULE / 16 - 1.5} 0 1 0 0.01 0Z`,
    }),
  );
  const mask = sheet(
    MODULE * modules,
    MODULE,
    makeSvg("defs", {}, hole),
    rect(0, 0, MODULE * modules, MODULE, { fill: "url(#dot-8x8)" }),
  );
  mask.classList.add("screen");
  Object.assign(mask.style, { left: `${EDGE}px`, top: `${EDGE}px` });
  const root = make(
    "div",
    { class: "own" },
    sheet(
      width,
      height,
      rect(0, 0, width, height, { rx: 3, fill: "#1f4fa3" }),
      circle(6, 8, 3, { fill: "#c9ced3" }),
      circle(width - 6, 8, 3, { fill: "#c9ced3" }),
      pads(pins.values()),
      rect(EDGE, EDGE, MODULE * modules, MODULE, { fill: "#0c0e10" }),
      label(width / 2, height - 4, "MAX7219", {
        "font-size": 6,
        fill: "#dfe6f2",
        "text-anchor": "middle",
      }),
    ),
    dots.root,
    mask,
  );
  return {
    root,
    width,
    height,
    pins,
    show({ image }) {
      if (image !== undefined) dots.show(image);
    },
  };
}
