// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { arduinoMega } from "./board-arduino-mega.ts";
import { arduinoNano } from "./board-arduino-nano.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { esp32DevkitC, esp32DevkitV1 } from "./board-esp32.ts";
import { piPico, piPicoW } from "./board-pi-pico.ts";
import { breadboard, breadboardHalf, breadboardMini } from "./breadboard.ts";
import { button } from "./button.ts";
import { text, logo, junction } from "./drawing.ts";
import { led } from "./led.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoMega,
  arduinoNano,
  arduinoUno,
  esp32DevkitC,
  esp32DevkitV1,
  piPico,
  piPicoW,
  breadboard,
  breadboardHalf,
  breadboardMini,
  button,
  text,
  logo,
  junction,
  led,
  vcc,
  gnd,
  resistor,
];
