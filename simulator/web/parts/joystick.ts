import type { Joystick } from "../../parts/joystick.ts";
import { definePartView, holdControl, isOn, plainNumber, range } from "./view.ts";

export const joystick = definePartView<Joystick>({
  types: ["wokwi-analog-joystick"],
  noun: () => "joystick",
  controls: ({ x, y }) => [
    range("x", "right (-1) to left (1)", [-1, 1, 0.1], "", x),
    range("y", "down (-1) to up (1)", [-1, 1, 0.1], "", y),
    holdControl("pressed", "press the stick"),
  ],
  bindings: () => [
    { event: "input", control: "x", property: "xValue" },
    { event: "input", control: "y", property: "yValue" },
    { event: "button-press", control: "pressed", value: true },
    { event: "button-release", control: "pressed", value: false },
  ],
  picture: ({ part: { x, y, pressed } }) => ({
    properties: { xValue: x, yValue: y, pressed },
    text:
      `${side(x, "left", "right")}${side(y, "up", "down")}`.replace(/^, /, "") || "in the middle",
  }),
  act(part, control, value) {
    if (control === "pressed") {
      const on = isOn(value);
      if (on === undefined) return undefined;
      return { set: control, to: on ? "1" : "0", isSame: part.pressed === on };
    }
    if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
    const isSame = (control === "x" ? part.x : part.y) === value;
    return { set: control, to: plainNumber(value), isSame };
  },
});

function side(value: number, above: string, below: string): string {
  if (value === 0) return "";
  return `, ${Math.round(Math.abs(value) * 100)} % ${value > 0 ? above : below}`;
}
