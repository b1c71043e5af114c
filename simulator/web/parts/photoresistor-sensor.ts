import type { PhotoresistorSensor } from "../../parts/photoresistor-sensor.ts";
import { definePartView, range } from "./view.ts";

export const photoresistorSensor = definePartView<PhotoresistorSensor>({
  types: ["wokwi-photoresistor-sensor"],
  noun: () => "light sensor",
  // Up to daylight in the shade; scripts and tests may set up to 200,000.
  controls: ({ lux }) => [range("lux", "light", [1, 20_000, 1], "lux", lux)],
  picture({ part, circuit, id }) {
    const isLow = circuit.levelAt(`${id}:DO`) === 0;
    return {
      properties: { ledDO: isLow, ledPower: circuit.levelAt(`${id}:VCC`) === 1 },
      text: `${part.lux} lux, DO ${isLow ? "low" : "high"}`,
    };
  },
});
