import type { NtcSensor } from "../../parts/ntc-sensor.ts";
import { definePartView, range } from "./view.ts";

export const ntcSensor = definePartView<NtcSensor>({
  types: ["wokwi-ntc-temperature-sensor"],
  noun: () => "temperature sensor",
  controls: ({ temperature }) => [
    range("temperature", "temperature", [-55, 125, 0.1], "°C", temperature),
  ],
  picture: ({ part: { temperature } }) => ({ properties: {}, text: `${temperature} °C` }),
});
