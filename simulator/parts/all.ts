// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { piPico } from "./board-pi-pico.ts";
import { button } from "./button.ts";
import { hc595 } from "./hc595.ts";
import { led } from "./led.ts";
import { max7219Matrix } from "./max7219-matrix.ts";
import { neopixel, ledRing, ledStrip, ledMatrix, neopixelMatrix } from "./neopixel-types.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoUno,
  piPico,
  button,
  hc595,
  led,
  max7219Matrix,
  neopixel,
  ledRing,
  ledStrip,
  ledMatrix,
  neopixelMatrix,
  vcc,
  gnd,
  resistor,
];
