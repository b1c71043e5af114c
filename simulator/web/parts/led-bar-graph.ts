import type { LedBarGraph } from "../../parts/led-bar-graph.ts";
import { definePartView } from "./view.ts";

/** What is lit for less of the time is not seen. */
const SEEN = 0.05;

export const ledBarGraph = definePartView<LedBarGraph>({
  types: ["wokwi-led-bar-graph"],
  noun: ({ color = "red" }) => `bar of ten LEDs, ${color}`,
  picture({ part, span }) {
    const values = part.lights.map((light) => (light.duty(span) >= SEEN ? 1 : 0));
    const lit = values.flatMap((value, i) => (value === 1 ? [i + 1] : []));
    return {
      properties: { values },
      text: lit.length === 0 ? "all off" : `lit: ${lit.join(", ")}`,
    };
  },
});
