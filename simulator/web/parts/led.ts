import type { Led } from "../../parts/led.ts";
import { brightnessText, definePartView } from "./view.ts";

export const led = definePartView<Led>({
  types: ["wokwi-led"],
  noun: ({ color = "red" }) => `${color} LED`,
  picture({ part, span }) {
    const share = part.duty(span);
    return {
      properties: { value: share > 0, brightness: share },
      text: brightnessText(share),
    };
  },
});
