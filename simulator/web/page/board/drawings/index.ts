import type { PartInfo } from "../../../protocol.ts";
import { box } from "./box.ts";
import { breadboard } from "./breadboard.ts";
import { hc595 } from "./chip.ts";
import type { Drawing } from "./drawing.ts";
import { esp32DevkitC } from "./esp32-devkit-c.ts";
import { junction } from "./junction.ts";
import { ledStrip } from "./led-strip.ts";
import { max7219Matrix } from "./max7219-matrix.ts";
import { piPico } from "./pi-pico.ts";
import { power } from "./power.ts";
import { ssd1306Module } from "./ssd1306-module.ts";
import { text } from "./text.ts";

const drawings: Readonly<Record<string, (part: PartInfo) => Drawing>> = {
  "wokwi-pi-pico": piPico,
  "board-pi-pico": piPico,
  "wokwi-pi-pico-w": piPico,
  "board-pi-pico-w": piPico,
  "board-esp32-devkit-c-v4": esp32DevkitC,
  "wokwi-breadboard": breadboard,
  "wokwi-breadboard-half": breadboard,
  "wokwi-breadboard-mini": breadboard,
  "board-ssd1306": ssd1306Module,
  "wokwi-max7219-matrix": max7219Matrix,
  "wokwi-led-strip": ledStrip,
  "wokwi-74hc595": hc595,
  "wokwi-text": text,
  "wokwi-gnd": power,
  "wokwi-vcc": power,
  "wokwi-junction": junction,
};

/** Our own drawing of a part, if the type has one. */
export const drawingOf = (part: PartInfo): Drawing | undefined => drawings[part.type]?.(part);

/** A drawing of anything. */
export const boxOf = (part: PartInfo): Drawing => box(part);

export type { Drawing, Point } from "./drawing.ts";
export { PITCH } from "./drawing.ts";
