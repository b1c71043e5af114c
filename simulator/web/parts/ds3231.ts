import type { Ds3231 } from "../../parts/ds3231.ts";
import { definePartView, range } from "./view.ts";

export const ds3231 = definePartView<Ds3231>({
  types: ["wokwi-ds3231"],
  noun: () => "real-time clock",
  controls: ({ temperature }) => [
    range("temperature", "temperature", [-40, 85, 0.25], "°C", temperature),
  ],
  picture: ({ part: { time, temperature } }) => ({
    properties: {},
    text: `${time.replace("T", " ")}, ${temperature} °C`,
  }),
});
