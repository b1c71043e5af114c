/** All views. A new one is one line here. */
import type { PartView } from "./view.ts";
import { bme280 } from "./bme280.ts";
import { boards } from "./boards.ts";
import { button } from "./button.ts";
import { buzzer } from "./buzzer.ts";
import { dht22 } from "./dht22.ts";
import { dipSwitch } from "./dip-switch.ts";
import { ds3231 } from "./ds3231.ts";
import { hcsr04 } from "./hc-sr04.ts";
import { hc595 } from "./hc595.ts";
import { i2cRegisters } from "./i2c-registers.ts";
import { joystick } from "./joystick.ts";
import { ky040 } from "./ky-040.ts";
import { ledBarGraph } from "./led-bar-graph.ts";
import { led } from "./led.ts";
import { max7219Matrix } from "./max7219-matrix.ts";
import { membraneKeypad } from "./membrane-keypad.ts";
import { ledMatrix, ledRing, ledStrip, neopixel } from "./neopixels.ts";
import { ntcSensor } from "./ntc-sensor.ts";
import { photoresistorSensor } from "./photoresistor-sensor.ts";
import { pir } from "./pir.ts";
import { plainParts } from "./plain.ts";
import { potentiometer, slidePotentiometer } from "./potentiometer.ts";
import { rgbLed } from "./rgb-led.ts";
import { servo } from "./servo.ts";
import { sevenSegment } from "./seven-segment.ts";
import { slideSwitch } from "./slide-switch.ts";
import { ssd1306 } from "./ssd1306.ts";

export const partViews: readonly PartView<never>[] = [
  bme280,
  ...boards,
  button,
  buzzer,
  dht22,
  dipSwitch,
  ds3231,
  hcsr04,
  hc595,
  i2cRegisters,
  joystick,
  ky040,
  ledBarGraph,
  led,
  max7219Matrix,
  membraneKeypad,
  ledMatrix,
  ledRing,
  ledStrip,
  neopixel,
  ntcSensor,
  photoresistorSensor,
  pir,
  ...plainParts,
  potentiometer,
  slidePotentiometer,
  rgbLed,
  servo,
  sevenSegment,
  slideSwitch,
  ssd1306,
];

/** Undefined for a part that the page knows nothing of. */
export function viewOf(type: string): PartView | undefined {
  return partViews.find(({ types }) => types.includes(type)) as PartView | undefined;
}
