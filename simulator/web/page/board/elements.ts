/** The drawings of `@wokwi/elements` that boards here can have; the others stay out of the page. */
import "@wokwi/elements/dist/esm/7segment-element.js";
import "@wokwi/elements/dist/esm/analog-joystick-element.js";
import "@wokwi/elements/dist/esm/arduino-mega-element.js";
import "@wokwi/elements/dist/esm/arduino-nano-element.js";
import "@wokwi/elements/dist/esm/arduino-uno-element.js";
import "@wokwi/elements/dist/esm/buzzer-element.js";
import "@wokwi/elements/dist/esm/dht22-element.js";
import "@wokwi/elements/dist/esm/dip-switch-8-element.js";
import "@wokwi/elements/dist/esm/esp32-devkit-v1-element.js";
import "@wokwi/elements/dist/esm/hc-sr04-element.js";
import "@wokwi/elements/dist/esm/ky-040-element.js";
import "@wokwi/elements/dist/esm/led-bar-graph-element.js";
import "@wokwi/elements/dist/esm/led-element.js";
import "@wokwi/elements/dist/esm/led-ring-element.js";
import "@wokwi/elements/dist/esm/membrane-keypad-element.js";
import "@wokwi/elements/dist/esm/neopixel-element.js";
import "@wokwi/elements/dist/esm/neopixel-matrix-element.js";
import "@wokwi/elements/dist/esm/ntc-temperature-sensor-element.js";
import "@wokwi/elements/dist/esm/photoresistor-sensor-element.js";
import "@wokwi/elements/dist/esm/pir-motion-sensor-element.js";
import "@wokwi/elements/dist/esm/potentiometer-element.js";
import "@wokwi/elements/dist/esm/pushbutton-6mm-element.js";
import "@wokwi/elements/dist/esm/pushbutton-element.js";
import "@wokwi/elements/dist/esm/resistor-element.js";
import "@wokwi/elements/dist/esm/rgb-led-element.js";
import "@wokwi/elements/dist/esm/servo-element.js";
import "@wokwi/elements/dist/esm/slide-potentiometer-element.js";
import "@wokwi/elements/dist/esm/slide-switch-element.js";
import "@wokwi/elements/dist/esm/ssd1306-element.js";

/** Types that are drawn as another one. */
const aliases: Readonly<Record<string, string>> = {
  "board-arduino-mega": "wokwi-arduino-mega",
  "board-arduino-nano": "wokwi-arduino-nano",
  "board-arduino-uno": "wokwi-arduino-uno",
  "board-esp32-devkit-v1": "wokwi-esp32-devkit-v1",
  "wokwi-led-matrix": "wokwi-neopixel-matrix",
};

/** Name of the custom element that draws this type; undefined if there is none. */
export function elementOf(type: string): string | undefined {
  const tag = aliases[type] ?? type;
  return customElements.get(tag) === undefined ? undefined : tag;
}
