import type { Control } from "../../protocol.ts";
import { make } from "../../dom/make.ts";
import type { Deeds } from "./deeds.ts";

/** A step one way or the other. */
export function nudgeControl(
  part: string,
  control: Extract<Control, { kind: "nudge" }>,
  deeds: Deeds,
): HTMLElement {
  const { name, label } = control;
  const button = (text: string, direction: string, value: number): HTMLButtonElement => {
    const made = make(
      "button",
      { type: "button", "aria-label": `${part}: ${label}, ${direction}`, "data-control": name },
      text,
    );
    made.addEventListener("click", () => deeds.set(part, name, value));
    return made;
  };
  return make(
    "div",
    { class: "nudge" },
    make("span", { class: "caption" }, label),
    button("\u2212", "back", -1),
    button("+", "on", 1),
  );
}
