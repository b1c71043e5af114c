/** Analogue inputs: see docs/analogue.md. */
import { waits } from "../model/futures.ts";
import type { PeripheralBorder } from "../model/types.ts";
import { pin } from "../model/parameters.ts";

export const adc: PeripheralBorder = {
  name: "adc",
  area: {
    title: "Analogue inputs",
    intro:
      "Values are shares of full scale, 0 to 65535, however many bits the converter has. See " +
      "[Analogue inputs, PWM](analogue.md).",
  },
  sources: [
    {
      name: "Adc",
      value: 3,
      doc: "A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`.",
    },
  ],
  enums: [
    {
      name: "AdcFlag",
      doc: "Stands with a value that was measured. A bit set.",
      members: [
        {
          name: "Watched",
          value: 0x10000,
          doc: "It was measured for `adc_watch`, and not for `adc_start`.",
        },
      ],
    },
  ],
  imports: [
    {
      name: "adc_open",
      params: [pin],
      result: "void",
      doc: "Makes a pin an analogue input, without a pull.",
    },
    {
      name: "adc_start",
      params: [pin],
      result: "void",
      doc: "Measures once; the value is raised. Those of several pins take turns, and one that is asked for already is not asked for twice.",
    },
    {
      name: "adc_watch",
      params: [
        pin,
        {
          name: "period",
          type: "i32",
          doc: "Microseconds from one measurement to the next, the first one at once; 0 ends it.",
        },
        { name: "low", type: "i32", doc: "Values from `low` to `high` are not raised." },
        { name: "high", type: "i32", doc: "Below `low`, all are raised." },
      ],
      result: "void",
      doc: "Measures again and again, and raises values outside a window. It replaces the pin's last one.",
    },
    {
      name: "adc_reference",
      params: [],
      result: "i32",
      doc: "The voltage of full scale, in millivolts.",
    },
  ],
  drivers: [
    {
      source: "Adc",
      module: "hal/drivers/adc",
      names: ["Adc", "Reading", "Excursion", "Samples", "Sample"],
      target: "Adc",
    },
  ],
  exports: { adc: ["Adc", "Reading", "Excursion"], "adc-samples": ["Samples", "Sample"] },
  futures: {
    Reading: waits("Adc", "a value of", {}),
    Excursion: waits("Adc", "a value outside a window of", {}),
    // Behind its timer, its samples and a flag lies a `Reading`.
    Sample: { timer: true, node: 32, what: "the next sample" },
  },
  statics: [
    { global: "hal/drivers/adc/Static.waiting", name: "who waits for analogue inputs", bytes: 4 },
    { global: "hal/drivers/adc/Static.running", name: "measurements that go on", bytes: 8 },
  ],
};
