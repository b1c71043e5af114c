/** Espressif's ESP32-DevKitC V4: two rows of 19 pins, the antenna on top. */
import { makeSvg } from "../../../dom/make.ts";
import type { Drawing } from "./drawing.ts";
import { label, pads, rect, row, sheet } from "./sheet.ts";

const WIDTH = 105.6;
const HEIGHT = 208;
const TOP = 18;

// User guide, "Header Block": downward from the antenna.
const left = [
  ...["3V3", "EN", "VP", "VN", "34", "35", "32", "33", "25", "26", "27", "14", "12", "GND.1"],
  ...["13", "D2", "D3", "CMD", "5V"],
];
const right = [
  ...["GND.2", "23", "22", "TX", "RX", "21", "GND.3", "19", "18", "5", "17", "16", "4", "0", "2"],
  ...["15", "D1", "D0", "CLK"],
];

export function esp32DevkitC(): Drawing {
  const pins = new Map([
    ...row(left, { x: 4.8, y: TOP }, true),
    ...row(right, { x: WIDTH - 4.8, y: TOP }, true),
  ]);
  const names = [...pins].map(([name, { x, y }]) =>
    label(x < WIDTH / 2 ? x + 5 : x - 5, y + 1.8, name.replace(/\.\d$/, ""), {
      "font-size": 5,
      fill: "#dfe4e9",
      "text-anchor": x < WIDTH / 2 ? "start" : "end",
    }),
  );
  const root = sheet(
    WIDTH,
    HEIGHT,
    rect(0, 0, WIDTH, HEIGHT, { rx: 3, fill: "#23282e", stroke: "#0f1215" }),
    rect(21, 2, 63, 20, { fill: "#2f363d" }),
    makeSvg("path", {
      d: "M25 18V6h8v9h8V6h8v9h8V6h8v9h8V6h6",
      fill: "none",
      stroke: "#c9a75a",
      "stroke-width": 1.6,
    }),
    rect(24, 22, 57, 66, { rx: 1.5, fill: "#c9ced3", stroke: "#8d949b", "stroke-width": 0.7 }),
    label(52.8, 54, "ESP32", { "font-size": 9, fill: "#4b535b", "text-anchor": "middle" }),
    rect(38, 193, 29.6, 19, { rx: 1.5, fill: "#c9ced3", stroke: "#8d949b", "stroke-width": 0.7 }),
    rect(20, 188, 11, 11, { rx: 1.5, fill: "#d7dbdf" }),
    rect(74.6, 188, 11, 11, { rx: 1.5, fill: "#d7dbdf" }),
    label(52.8, 150, "DevKitC V4", { "font-size": 7, fill: "#dfe4e9", "text-anchor": "middle" }),
    pads(pins.values()),
    makeSvg("g", {}, ...names),
  );
  return { root, width: WIDTH, height: HEIGHT, pins };
}
