/** Random numbers: see docs/power.md. */
import type { PeripheralBorder } from "../model/types.ts";

export const random: PeripheralBorder = {
  name: "random",
  area: {
    title: "Random numbers",
    intro: "Other ones in each run of a chip, the same for the same seed in the simulator.",
  },
  sources: [],
  enums: [],
  imports: [
    {
      name: "random_bits",
      params: [],
      result: "i64",
      doc: "64 bits from the chip's source of noise; slow on most. In the simulator they follow from the seed.",
    },
  ],
  drivers: [],
  exports: { random: ["Random"] },
  statics: [{ global: "hal/drivers/random/Static.state", name: "random numbers", bytes: 8 }],
};
