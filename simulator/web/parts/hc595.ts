import type { ShiftRegister } from "../../parts/hc595.ts";
import { definePartView } from "./view.ts";

export const hc595 = definePartView<ShiftRegister>({
  types: ["wokwi-74hc595"],
  noun: () => "shift register",
  picture: ({ part }) => ({
    properties: {},
    text: `Q7 to Q0: ${part.value.toString(2).padStart(8, "0")}`,
  }),
});
