import { z } from "zod";
import { definePart, type LayoutPin } from "./part.ts";

const GROUND = ["GND.1", "GND.2", "GND.3", "GND.4", "GND.5", "GND.6", "GND.7", "GND.8"];
const SUPPLY = ["3V3", "VBUS", "VSYS"];
const INERT = ["3V3_EN", "ADC_VREF", "RUN"];

/** RP2040 datasheet, 5.5.3.4: pull-up and pull-down 50 kΩ to 80 kΩ. The middle of the range. */
const PULL_OHMS = 65_000;

const pins: LayoutPin[] = [];
for (let n = 0; n <= 28; n++) pins.push({ logical: n, label: `GP${n}`, terminals: [`GP${n}`] });

/** Raspberry Pi Pico: GP0 to GP28 by their numbers. */
export const piPico = definePart({
  types: ["wokwi-pi-pico", "board-pi-pico"],
  terminals: [...pins.flatMap((pin) => pin.terminals), ...GROUND, ...SUPPLY, ...INERT],
  // They choose what Wokwi itself loads and builds; accepted so that published files read as they are.
  attrs: z.strictObject({
    env: z.string().optional(),
    builder: z.string().optional(),
    version: z.string().optional(),
  }),
  board: { name: "Raspberry Pi Pico", pins, pullOhms: PULL_OHMS, volts: 3.3 },
  inside: () => ({ ground: GROUND, supply: SUPPLY, railVolts: { VBUS: 5, VSYS: 5 } }),
});
