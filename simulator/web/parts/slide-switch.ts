import type { SlideSwitch } from "../../parts/slide-switch.ts";
import { definePartView } from "./view.ts";

export const slideSwitch = definePartView<SlideSwitch>({
  types: ["wokwi-slide-switch"],
  noun: () => "slide switch",
  controls: ({ position }) => [
    { kind: "choice", name: "value", label: "stands", options: ["left", "right"], value: position },
  ],
  bindings: () => [{ event: "input", control: "value", property: "value" }],
  picture: ({ part: { position } }) => ({
    properties: { value: position === "right" ? 1 : 0 },
    text: position,
  }),
  act(part, _, value) {
    const to = value === 1 || value === "right" ? "right" : "left";
    const isKnown = [0, 1, "left", "right"].some((one) => one === value);
    return isKnown ? { set: "value", to, isSame: part.position === to } : undefined;
  },
});
