// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { PartDefinition } from "./part.ts";
import { bme280 } from "./bme280.ts";
import { arduinoMega } from "./board-arduino-mega.ts";
import { arduinoNano } from "./board-arduino-nano.ts";
import { arduinoUno } from "./board-arduino-uno.ts";
import { esp32DevkitC, esp32DevkitV1 } from "./board-esp32.ts";
import { piPico, piPicoW } from "./board-pi-pico.ts";
import { breadboard, breadboardHalf, breadboardMini } from "./breadboard.ts";
import { button } from "./button.ts";
import { buzzer } from "./buzzer.ts";
import { dht22 } from "./dht22.ts";
import { dipSwitch } from "./dip-switch.ts";
import { text, logo, junction } from "./drawing.ts";
import { ds3231 } from "./ds3231.ts";
import { hcsr04 } from "./hc-sr04.ts";
import { hc595 } from "./hc595.ts";
import { i2cRegisters } from "./i2c-registers.ts";
import { analogJoystick } from "./joystick.ts";
import { ky040 } from "./ky-040.ts";
import { ledBarGraph } from "./led-bar-graph.ts";
import { led } from "./led.ts";
import { max7219Matrix } from "./max7219-matrix.ts";
import { membraneKeypad } from "./membrane-keypad.ts";
import { neopixel, ledRing, ledStrip, ledMatrix, neopixelMatrix } from "./neopixel-types.ts";
import { ntcTemperatureSensor } from "./ntc-sensor.ts";
import { photoresistorSensor } from "./photoresistor-sensor.ts";
import { pir } from "./pir.ts";
import { potentiometer, slidePotentiometer } from "./potentiometer.ts";
import { vcc, gnd } from "./power.ts";
import { resistor } from "./resistor.ts";
import { rgbLed } from "./rgb-led.ts";
import { servo } from "./servo.ts";
import { sevenSegment } from "./seven-segment.ts";
import { slideSwitch } from "./slide-switch.ts";
import { ssd1306 } from "./ssd1306.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  bme280,
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
  buzzer,
  dht22,
  dipSwitch,
  text,
  logo,
  junction,
  ds3231,
  hcsr04,
  hc595,
  i2cRegisters,
  analogJoystick,
  ky040,
  ledBarGraph,
  led,
  max7219Matrix,
  membraneKeypad,
  neopixel,
  ledRing,
  ledStrip,
  ledMatrix,
  neopixelMatrix,
  ntcTemperatureSensor,
  photoresistorSensor,
  pir,
  potentiometer,
  slidePotentiometer,
  vcc,
  gnd,
  resistor,
  rgbLed,
  servo,
  sevenSegment,
  slideSwitch,
  ssd1306,
];
