import type { Servo } from "../../parts/servo.ts";
import { definePartView } from "./view.ts";

export const servo = definePartView<Servo>({
  types: ["wokwi-servo"],
  noun: () => "servo",
  picture({ part }) {
    const angle = Math.round(part.angle * 10) / 10;
    const way =
      part.target !== undefined && Math.abs(part.target - part.angle) >= 0.05
        ? `, turning to ${Math.round(part.target)}`
        : "";
    return { properties: { angle }, text: `${Math.round(angle)} degrees${way}` };
  },
});
