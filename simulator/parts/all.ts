// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { piPico } from "./board-pi-pico.ts";
import { button } from "./button.ts";
import { dipSwitch } from "./dip-switch.ts";
import { led } from "./led.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";
import { slideSwitch } from "./slide-switch.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoUno,
  piPico,
  button,
  dipSwitch,
  led,
  vcc,
  gnd,
  resistor,
  slideSwitch,
];
