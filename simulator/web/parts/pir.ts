import type { Pir } from "../../parts/pir.ts";
import { definePartView, isOn } from "./view.ts";

export const pir = definePartView<Pir>({
  types: ["wokwi-pir-motion-sensor"],
  noun: () => "motion sensor",
  controls: ({ motion }) => [
    {
      kind: "choice",
      name: "motion",
      label: "motion in front of it",
      options: ["off", "on"],
      value: motion ? "on" : "off",
    },
  ],
  picture: ({ part, circuit, id }) => ({
    properties: {},
    text: `${part.motion ? "motion" : "no motion"}, OUT ${circuit.levelAt(`${id}:OUT`) === 1 ? "high" : "low"}`,
  }),
  act(part, control, value) {
    const on = isOn(value);
    if (on === undefined) return undefined;
    return { set: control, to: on ? "1" : "0", isSame: part.motion === on };
  },
});
