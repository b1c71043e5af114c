// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { piPico } from "./board-pi-pico.ts";
import { button } from "./button.ts";
import { buzzer } from "./buzzer.ts";
import { dht22 } from "./dht22.ts";
import { dipSwitch } from "./dip-switch.ts";
import { hcsr04 } from "./hc-sr04.ts";
import { ky040 } from "./ky-040.ts";
import { ledBarGraph } from "./led-bar-graph.ts";
import { led } from "./led.ts";
import { membraneKeypad } from "./membrane-keypad.ts";
import { pir } from "./pir.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";
import { rgbLed } from "./rgb-led.ts";
import { sevenSegment } from "./seven-segment.ts";
import { slideSwitch } from "./slide-switch.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoUno,
  piPico,
  button,
  buzzer,
  dht22,
  dipSwitch,
  hcsr04,
  ky040,
  ledBarGraph,
  led,
  membraneKeypad,
  pir,
  vcc,
  gnd,
  resistor,
  rgbLed,
  sevenSegment,
  slideSwitch,
];
