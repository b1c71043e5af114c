import type { RgbLed } from "../../parts/rgb-led.ts";
import { definePartView, percent } from "./view.ts";

export const rgbLed = definePartView<RgbLed>({
  types: ["wokwi-rgb-led"],
  noun: () => "RGB LED",
  picture({ part, span }) {
    const [red, green, blue] = [part.red, part.green, part.blue].map((light) => light.duty(span));
    const shares = `red ${percent(red!)}, green ${percent(green!)}, blue ${percent(blue!)}`;
    return {
      properties: { ledRed: red, ledGreen: green, ledBlue: blue },
      text: red! + green! + blue! > 0 ? shares : "off",
    };
  },
});
