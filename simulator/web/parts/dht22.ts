import type { Dht22 } from "../../parts/dht22.ts";
import { definePartView, range } from "./view.ts";

export const dht22 = definePartView<Dht22>({
  types: ["wokwi-dht22"],
  noun: () => "temperature and humidity sensor",
  controls: ({ temperature, humidity }) => [
    range("temperature", "temperature", [-40, 80, 0.1], "°C", temperature),
    range("humidity", "humidity", [0, 100, 0.1], "%", humidity),
  ],
  picture: ({ part: { temperature, humidity } }) => ({
    properties: {},
    text: `${temperature} °C, ${humidity} % humidity`,
  }),
});
