import type { Control, Deed } from "../../protocol.ts";
import { make } from "../../dom/make.ts";
import type { Deeds } from "./deeds.ts";

/** A slider, with a field for its number. */
export function rangeControl(
  part: string,
  control: Extract<Control, { kind: "range" }>,
  deeds: Deeds,
): HTMLElement {
  const { name, label, min, max, step, unit, value } = control;
  const limits = { min: `${min}`, max: `${max}`, step: `${step}`, value: `${value}` };
  const words = unit === "" ? label : `${label} in ${unit}`;
  const range = make("input", {
    type: "range",
    "aria-label": `${part}: ${words}`,
    "data-control": name,
    ...limits,
  });
  const number = make("input", {
    type: "number",
    "aria-label": `${part}: ${words}, as a number`,
    ...limits,
  });
  const speak = (text: string): void => {
    if (unit !== "") range.setAttribute("aria-valuetext", `${text} ${unit}`);
  };
  speak(`${value}`);

  let isWaiting = false;
  let last = value;
  const send = (next: number): void => {
    if (!Number.isFinite(next)) return;
    last = Math.min(max, Math.max(min, next));
    // A slider tells of more than there are pictures.
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      deeds.set(part, name, last);
    });
  };
  range.addEventListener("input", () => {
    number.value = range.value;
    speak(range.value);
    send(range.valueAsNumber);
  });
  number.addEventListener("input", () => {
    if (!number.validity.valid) return;
    range.value = number.value;
    speak(number.value);
    send(number.valueAsNumber);
  });
  number.addEventListener("change", () => {
    number.value = `${last}`;
  });
  deeds.listen(part, name, (told: Deed) => {
    if (typeof told !== "number" || told === last) return;
    last = told;
    range.value = `${told}`;
    number.value = `${told}`;
    speak(`${told}`);
  });
  return make(
    "div",
    { class: "range" },
    make("span", { class: "caption" }, label),
    range,
    make("span", { class: "number" }, number, make("span", { class: "unit" }, unit)),
  );
}
