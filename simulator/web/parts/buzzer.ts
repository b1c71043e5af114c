import type { Buzzer } from "../../parts/buzzer.ts";
import { definePartView } from "./view.ts";

export const buzzer = definePartView<Buzzer>({
  types: ["wokwi-buzzer"],
  noun: () => "buzzer",
  picture({ part }) {
    const hertz = Math.round(part.frequency);
    return {
      properties: { hasSignal: hertz > 0 },
      text: hertz > 0 ? `sounds at ${hertz} Hz` : "silent",
    };
  },
});
