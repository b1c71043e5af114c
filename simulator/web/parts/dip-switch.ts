import type { DipSwitch } from "../../parts/dip-switch.ts";
import type { Control } from "../protocol.ts";
import { definePartView, isOn } from "./view.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export const dipSwitch = definePartView<DipSwitch>({
  types: ["wokwi-dip-switch-8"],
  noun: () => "eight switches",
  controls: ({ values }) =>
    NUMBERS.map((n): Control => ({
      kind: "choice",
      name: `${n}`,
      label: `switch ${n}`,
      options: ["off", "on"],
      value: values[n - 1] === true ? "on" : "off",
    })),
  bindings: () =>
    NUMBERS.map((n) => ({
      event: "switch-change",
      control: `${n}`,
      property: `values.${n - 1}`,
    })),
  picture({ part }) {
    const on = part.values.flatMap((value, i) => (value ? [i + 1] : []));
    return {
      properties: { values: part.values.map(Number) },
      text: on.length === 0 ? "all off" : `on: ${on.join(", ")}`,
    };
  },
  act(part, control, value) {
    const on = isOn(value);
    if (on === undefined) return undefined;
    return { set: control, to: on ? "1" : "0", isSame: part.values[Number(control) - 1] === on };
  },
});
