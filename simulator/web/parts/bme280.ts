import type { Bme280 } from "../../parts/bme280.ts";
import { definePartView, range } from "./view.ts";

export const bme280 = definePartView<Bme280>({
  types: ["wokwi-bme280", "board-bme280"],
  noun: () => "temperature, humidity and pressure sensor",
  controls: ({ temperature, humidity, pressure }) => [
    range("temperature", "temperature", [-40, 85, 0.1], "°C", temperature),
    range("humidity", "humidity", [0, 100, 0.1], "%", humidity),
    range("pressure", "pressure", [300, 1100, 0.1], "hPa", pressure),
  ],
  picture: ({ part: { temperature, humidity, pressure } }) => ({
    properties: {},
    text: `${temperature} °C, ${humidity} % humidity, ${pressure} hPa`,
  }),
});
