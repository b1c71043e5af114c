import type { Hcsr04 } from "../../parts/hc-sr04.ts";
import { definePartView, range } from "./view.ts";

export const hcsr04 = definePartView<Hcsr04>({
  types: ["wokwi-hc-sr04"],
  noun: () => "ultrasonic sensor",
  // It measures up to 400 cm; beyond, nothing answers.
  controls: ({ distance }) => [range("distance", "distance", [0, 450, 1], "cm", distance)],
  picture: ({ part: { distance } }) => ({ properties: {}, text: `${distance} cm away` }),
});
