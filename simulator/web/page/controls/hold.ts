import type { Control } from "../../protocol.ts";
import { make } from "../../dom/make.ts";
import type { Deeds } from "./deeds.ts";

/** How long a press lasts that has no end, as a screen reader makes them. */
const CLICK_MILLIS = 150;

/** A button that is held as long as the finger, the mouse or the key is down. */
export function holdControl(
  part: string,
  control: Extract<Control, { kind: "hold" }>,
  deeds: Deeds,
): HTMLElement {
  const { name, label, key } = control;
  const button = make(
    "button",
    { type: "button", class: "hold", "aria-pressed": "false", "data-control": name },
    label,
  );
  if (key !== undefined) {
    button.append(" ", make("kbd", {}, key === " " ? "Space" : key));
    button.setAttribute("aria-keyshortcuts", key === " " ? "Space" : key);
  }
  const hold = (holder: string): void => deeds.hold(part, name, holder);
  const release = (holder: string): void => deeds.release(part, name, holder);

  button.addEventListener("pointerdown", (event) => {
    if (event.button === 0) hold("pointer");
  });
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) {
    button.addEventListener(end, () => release("pointer"));
  }
  const isPress = (event: KeyboardEvent): boolean => event.key === " " || event.key === "Enter";
  button.addEventListener("keydown", (event) => {
    if (!isPress(event)) return;
    // Otherwise a click follows, which is a second press.
    event.preventDefault();
    if (!event.repeat) hold("focus");
  });
  button.addEventListener("keyup", (event) => {
    if (!isPress(event)) return;
    event.preventDefault();
    release("focus");
  });
  button.addEventListener("blur", () => release("focus"));
  button.addEventListener("click", ({ detail }) => {
    // Clicks of a pointer are counted; that of a screen reader is not.
    if (detail > 0) return;
    hold("click");
    setTimeout(() => release("click"), CLICK_MILLIS);
  });
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  deeds.listen(part, name, (value) => button.setAttribute("aria-pressed", `${value === true}`));
  return button;
}
