import type { Control } from "../../protocol.ts";
import { make } from "../../dom/make.ts";
import type { Deeds } from "./deeds.ts";

/** One of several. */
export function choiceControl(
  part: string,
  control: Extract<Control, { kind: "choice" }>,
  deeds: Deeds,
): HTMLElement {
  const { name, label, options, value } = control;
  const select = make(
    "select",
    { "aria-label": `${part}: ${label}`, "data-control": name },
    ...options.map((option) => make("option", { value: option }, option)),
  );
  select.value = value;
  select.addEventListener("change", () => deeds.set(part, name, select.value));
  deeds.listen(part, name, (told) => {
    // A drawing tells what it has, such as 1, and the worker then what that is called.
    if (options.includes(String(told))) select.value = String(told);
  });
  return make("label", { class: "choice" }, make("span", { class: "caption" }, label), select);
}
