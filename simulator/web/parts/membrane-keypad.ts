import type { MembraneKeypad } from "../../parts/membrane-keypad.ts";
import { definePartView, holdControl } from "./view.ts";

export const membraneKeypad = definePartView<MembraneKeypad>({
  types: ["wokwi-membrane-keypad"],
  noun: ({ columns = "4" }) => `keypad of 4 by ${columns} keys`,
  controls: ({ keys, id }) =>
    keys.map((key) => holdControl(key.id.slice(id.length + 1), `key ${key.label}`)),
  bindings: ({ keys, id }) =>
    keys.flatMap((key) =>
      [true, false].map((value) => ({
        event: value ? "button-press" : "button-release",
        control: key.id.slice(id.length + 1),
        value,
        key: key.label,
      })),
    ),
  picture({ part }) {
    const down = part.keys.filter(({ pressed }) => pressed).map(({ label }) => label);
    return {
      properties: {},
      text: down.length === 0 ? "no key pressed" : `pressed: ${down.join(" ")}`,
    };
  },
  act: ({ id }, control, value) =>
    typeof value === "boolean" ? { button: `${id}:${control}`, isDown: value } : undefined,
});
