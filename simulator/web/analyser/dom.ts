/** The analyser's buttons and menus. */
import { make, type Child } from "../dom/make.ts";

/** @param title what it does, with its key. */
export function button(
  text: string,
  title: string,
  press: () => void,
  label?: string,
): HTMLButtonElement {
  const made = make("button", { type: "button", title, "aria-label": label }, text);
  made.addEventListener("click", press);
  return made;
}

/** A button that opens what is below it. Closed by Escape, and by a press anywhere else. */
export function menu(title: string, ...children: readonly Child[]): HTMLDetailsElement {
  const summary = make("summary", {}, title);
  const made = make(
    "details",
    { class: "menu" },
    summary,
    make("div", { class: "sheet" }, ...children),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !made.open) return;
    made.open = false;
    summary.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (made.open && !event.composedPath().includes(made)) made.open = false;
  });
  return made;
}
