import type { Button } from "../../parts/button.ts";
import { definePartView, holdControl } from "./view.ts";

export const button = definePartView<Button>({
  types: ["wokwi-pushbutton", "wokwi-pushbutton-6mm"],
  noun: ({ color = "red" }) => `${color} button`,
  controls: (_, { label = "", key }) => [holdControl("press", label || "press", key)],
  bindings: () => [
    { event: "button-press", control: "press", value: true },
    { event: "button-release", control: "press", value: false },
  ],
  picture: ({ part }) => ({
    properties: { pressed: part.pressed },
    text: part.pressed ? "pressed" : "not pressed",
  }),
  act: ({ id }, _, value) =>
    typeof value === "boolean" ? { button: id, isDown: value } : undefined,
});
