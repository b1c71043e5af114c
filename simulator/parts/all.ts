// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { piPico } from "./board-pi-pico.ts";
import { button } from "./button.ts";
import { dipSwitch } from "./dip-switch.ts";
import { analogJoystick } from "./joystick.ts";
import { led } from "./led.ts";
import { ntcTemperatureSensor } from "./ntc-sensor.ts";
import { photoresistorSensor } from "./photoresistor-sensor.ts";
import { potentiometer, slidePotentiometer } from "./potentiometer.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";
import { servo } from "./servo.ts";
import { slideSwitch } from "./slide-switch.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoUno,
  piPico,
  button,
  dipSwitch,
  analogJoystick,
  led,
  ntcTemperatureSensor,
  photoresistorSensor,
  potentiometer,
  slidePotentiometer,
  vcc,
  gnd,
  resistor,
  servo,
  slideSwitch,
];
