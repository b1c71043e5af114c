/** Pulses of a chosen width on outputs: see docs/analogue.md. */
import type { PeripheralBorder } from "../model/types.ts";
import { pin } from "../model/parameters.ts";

export const pwm: PeripheralBorder = {
  name: "pwm",
  area: {
    title: "PWM",
    intro: "Pulses that go on by themselves. See [Analogue inputs, PWM](analogue.md#pwm).",
  },
  sources: [],
  enums: [],
  imports: [
    {
      name: "pwm_set",
      params: [
        pin,
        { name: "period", type: "i32", doc: "Nanoseconds, more than 0." },
        {
          name: "high",
          type: "i32",
          doc: "Nanoseconds of each period, from its beginning on. 0: the pin stays low. The period or more: it stays high.",
        },
      ],
      result: "void",
      doc: "Makes a pin an output with pulses. If it has pulses already, they change when the period at hand ends.",
    },
    {
      name: "pwm_stop",
      params: [pin, { name: "level", type: "i32", doc: "0 is low, anything else is high." }],
      result: "void",
      doc: "Ends the pulses at once, also within a period. The pin is an output with that level.",
    },
  ],
  drivers: [],
  exports: {},
};
