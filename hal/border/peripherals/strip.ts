/** Strips of LEDs on one wire, such as WS2812: see docs/strip.md. */
import { waits } from "../model/futures.ts";
import { pin } from "../model/parameters.ts";
import type { PeripheralBorder } from "../model/types.ts";

export const strip: PeripheralBorder = {
  name: "strip",
  area: {
    title: "LED strips",
    intro: "LEDs on one wire: WS2812, SK6812, NeoPixel. See [LED strips](strip.md).",
  },
  sources: [
    {
      name: "Strip",
      value: 6,
      doc: "News of the strip on pin `index`; `value` is a `StripEvent`.",
    },
  ],
  enums: [
    {
      name: "StripEvent",
      doc: "What a strip's interrupt tells.",
      members: [
        {
          name: "Room",
          value: 1,
          doc: "Half of the room for bytes is free; `strip_put` had said 0.",
        },
        { name: "Latched", value: 2, doc: "The line was low for the time of the latch." },
      ],
    },
  ],
  imports: [
    {
      name: "strip_open",
      params: [
        pin,
        { name: "bit", type: "i32", doc: "Nanoseconds of a bit." },
        { name: "zero", type: "i32", doc: "Nanoseconds for which a 0 is high; less than a 1." },
        { name: "one", type: "i32", doc: "Nanoseconds for which a 1 is high; less than a bit." },
        {
          name: "latch",
          type: "i32",
          doc: "Microseconds of low, after which the LEDs show what they got.",
        },
      ],
      result: "void",
      doc: "Makes a pin the data line of a strip, low at first.",
    },
    {
      name: "strip_put",
      params: [
        pin,
        { name: "byte", type: "i32", doc: "The next to send, 0 to 255, highest bit first." },
      ],
      result: "i32",
      doc: "Keeps a byte to send. Gives 0 if there is no room; then `Room` is raised once, when half of it is free. There is room for 48 at least.",
    },
    {
      name: "strip_run",
      params: [pin],
      result: "void",
      doc: "Sends what is put, without a gap while more is put in time. Harmless while it sends. Raises `Latched` when the line was low for the time of the latch.",
    },
  ],
  drivers: [
    {
      source: "Strip",
      module: "hal/drivers/strip",
      names: ["Strip", "StripShow"],
      target: "Strip",
    },
  ],
  exports: { strip: ["Strip", "StripShow"] },
  futures: { StripShow: waits("Strip", "the LEDs of", { pin: 8 }) },
  statics: [{ global: "hal/drivers/strip/strips", name: "LED strips", bytes: 4 }],
};
