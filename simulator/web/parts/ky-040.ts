import type { RotaryEncoder } from "../../parts/ky-040.ts";
import { definePartView, holdControl } from "./view.ts";

/** Of a turn. */
const DETENTS = 20;

export const ky040 = definePartView<RotaryEncoder>({
  types: ["wokwi-ky-040"],
  noun: () => "rotary encoder",
  controls: () => [
    { kind: "nudge", name: "turn", label: "turn by a detent" },
    holdControl("press", "press the knob"),
  ],
  bindings: () => [
    { event: "rotate-cw", control: "turn", value: 1 },
    { event: "rotate-ccw", control: "turn", value: -1 },
    { event: "button-press", control: "press", value: true },
    { event: "button-release", control: "press", value: false },
  ],
  picture({ part }) {
    const detents = `${part.position} ${Math.abs(part.position) === 1 ? "detent" : "detents"}`;
    return {
      properties: { angle: (part.position * 360) / DETENTS },
      text: `at ${detents}${part.button.pressed ? ", pressed" : ""}`,
    };
  },
  act(part, control, value) {
    if (control === "press") {
      return typeof value === "boolean" ? { button: part.button.id, isDown: value } : undefined;
    }
    const isStep = typeof value === "number" && Number.isInteger(value) && value !== 0;
    return isStep ? { set: "position", to: `${part.target + value}` } : undefined;
  },
});
