/** Raspberry Pi Pico: 21 mm by 51 mm, its USB socket on top. */
import type { PartInfo } from "../../../protocol.ts";
import { makeSvg } from "../../../dom/make.ts";
import { PITCH, type Drawing } from "./drawing.ts";
import { circle, label, pads, rect, row, sheet } from "./sheet.ts";

const WIDTH = 79.4;
const HEIGHT = 196;
const LEFT = 5.1;
const RIGHT = WIDTH - LEFT;
const TOP = 7;

// Datasheet, figure 2: downward from the USB socket.
const left = [
  ...["GP0", "GP1", "GND.1", "GP2", "GP3", "GP4", "GP5", "GND.2", "GP6", "GP7"],
  ...["GP8", "GP9", "GND.3", "GP10", "GP11", "GP12", "GP13", "GND.4", "GP14", "GP15"],
];
const right = [
  ...["VBUS", "VSYS", "GND.8", "3V3_EN", "3V3", "ADC_VREF", "GP28", "GND.7", "GP27", "GP26"],
  ...["RUN", "GP22", "GND.6", "GP21", "GP20", "GP19", "GP18", "GND.5", "GP17", "GP16"],
];
const onBack = ["GP23", "GP24", "GP25", "TP4", "TP5"];

/** @param part a Pico, or one with a radio. */
export function piPico({ type }: PartInfo): Drawing {
  const hasRadio = type.endsWith("-w");
  const holes = new Map([
    ...row(left, { x: LEFT, y: TOP }, true),
    ...row(right, { x: RIGHT, y: TOP }, true),
  ]);
  const names = [...holes].map(([name, { x, y }]) =>
    label(x < WIDTH / 2 ? x + 5 : x - 5, y + 1.8, name.replace(/\.\d$/, "").replace("ADC_", ""), {
      "font-size": 5,
      fill: "#e8f4ee",
      "text-anchor": x < WIDTH / 2 ? "start" : "end",
    }),
  );
  const led = circle(24, 17, 2.2, { fill: "#dfe8e3" });
  const root = sheet(
    WIDTH,
    HEIGHT,
    rect(0, 0, WIDTH, HEIGHT, { rx: 3.5, fill: "#1c7a4f" }),
    rect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, { rx: 3, fill: "none", stroke: "#0f5434" }),
    // The socket of the USB, the button, the chip.
    rect(25, -5, 29.4, 21, { rx: 1.5, fill: "#c9ced3", stroke: "#8d949b", "stroke-width": 0.7 }),
    rect(29, 40, 13, 11, { rx: 1.5, fill: "#d7dbdf", stroke: "#8d949b", "stroke-width": 0.5 }),
    circle(35.5, 45.5, 3, { fill: "#f4f5f6" }),
    rect(26, 76, 27, 27, { rx: 1, fill: "#1b1e22" }),
    circle(29.5, 79.5, 1.2, { fill: "#3c4249" }),
    label(39.7, 92, "RP2040", { "font-size": 5.5, fill: "#aab2ba", "text-anchor": "middle" }),
    ...(hasRadio
      ? [rect(22, 132, 35, 30, { rx: 1, fill: "#c9ced3", stroke: "#8d949b", "stroke-width": 0.7 })]
      : []),
    label(39.7, 178, hasRadio ? "Pico W" : "Pico", {
      "font-size": 8,
      fill: "#e8f4ee",
      "text-anchor": "middle",
    }),
    led,
    pads(holes.values()),
    makeSvg("g", {}, ...names),
  );
  const pins = new Map(holes);
  // They have no hole: wires to them end in the middle of the board.
  onBack.forEach((name, i) => pins.set(name, { x: 20 + i * PITCH, y: 120 }));
  return {
    root,
    width: WIDTH,
    height: HEIGHT,
    pins,
    show({ properties }) {
      const isOn = properties["led"] === true || properties["ledPower"] === true;
      led.setAttribute("fill", isOn ? "#8dff9a" : "#dfe8e3");
    },
  };
}
