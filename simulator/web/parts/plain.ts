/** What looks the same all the time: parts that only conduct, and drawings. */
import { definePartView, type PartView } from "./view.ts";

const plain = (types: readonly string[], noun: PartView<undefined>["noun"]): PartView<never> =>
  definePartView({ types, noun });

export const plainParts: readonly PartView<never>[] = [
  plain(["wokwi-resistor"], ({ value = "1000" }) => `resistor of ${value} Ω`),
  plain(["wokwi-breadboard"], () => "breadboard"),
  plain(["wokwi-breadboard-half"], () => "half breadboard"),
  plain(["wokwi-breadboard-mini"], () => "mini breadboard"),
  plain(["wokwi-vcc"], () => "supply"),
  plain(["wokwi-gnd"], () => "ground"),
  plain(["wokwi-text"], ({ text = "" }) => `text "${text}"`),
  plain(["wokwi-logo"], () => "logo"),
  plain(["wokwi-junction"], () => "junction of wires"),
];
