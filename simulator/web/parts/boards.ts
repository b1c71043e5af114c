/** Microcontroller boards: their lamps. */
import { definePartView, type PartView } from "./view.ts";

function board(
  types: readonly string[],
  noun: string,
  lamp?: { readonly pin: number; readonly property: string },
): PartView<never> {
  return definePartView({
    types,
    noun: () => noun,
    picture({ circuit }) {
      if (lamp === undefined) return { properties: {}, text: "powered" };
      const isOn = circuit.level(lamp.pin) === 1;
      return {
        properties: { ledPower: true, [lamp.property]: isOn },
        text: `lamp ${isOn ? "on" : "off"}`,
      };
    },
  });
}

const L = { pin: 13, property: "led13" };

export const boards: readonly PartView<never>[] = [
  board(["wokwi-arduino-uno"], "Arduino Uno", L),
  board(["wokwi-arduino-nano"], "Arduino Nano", L),
  board(["wokwi-arduino-mega"], "Arduino Mega", L),
  board(["wokwi-pi-pico", "board-pi-pico"], "Raspberry Pi Pico", { pin: 25, property: "led" }),
  // Its lamp hangs at the chip of the radio.
  board(["board-pi-pico-w", "wokwi-pi-pico-w"], "Raspberry Pi Pico W"),
  board(["board-esp32-devkit-c-v4"], "ESP32 DevKitC"),
  board(["wokwi-esp32-devkit-v1", "board-esp32-devkit-v1"], "ESP32 DevKit V1", {
    pin: 2,
    property: "led1",
  }),
];
