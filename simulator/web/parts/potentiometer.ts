import type { Potentiometer } from "../../parts/potentiometer.ts";
import type { PartView } from "./view.ts";
import { definePartView, percent } from "./view.ts";

const MOST = 1023;

const view = (type: string, noun: string): PartView<never> =>
  definePartView<Potentiometer>({
    types: [type],
    noun: () => noun,
    controls: ({ value }) => [
      {
        kind: "range",
        name: "value",
        label: "stands at",
        min: 0,
        max: MOST,
        step: 1,
        unit: "",
        value,
      },
    ],
    bindings: () => [{ event: "input", control: "value", property: "value" }],
    picture: ({ part: { value } }) => ({
      // The drawing goes from 0 to 100 unless it is told.
      properties: { min: 0, max: MOST, value },
      text: percent(value / MOST),
    }),
    act(part, _, value) {
      // The drawings round in ways of their own.
      const to = typeof value === "number" && Number.isFinite(value) ? Math.round(value) : NaN;
      return to >= 0 && to <= MOST
        ? { set: "value", to: `${to}`, isSame: part.value === to }
        : undefined;
    },
  });

export const potentiometer = view("wokwi-potentiometer", "potentiometer");
export const slidePotentiometer = view("wokwi-slide-potentiometer", "slide potentiometer");
