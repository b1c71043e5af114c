/** The clock that tells the date: see docs/power.md. */
import type { PeripheralBorder } from "../model/types.ts";

export const rtc: PeripheralBorder = {
  name: "rtc",
  area: {
    title: "Date and time of day",
    intro: "A clock that goes on in deep sleep. See [Date and time](power.md#date-and-time).",
  },
  sources: [],
  enums: [],
  imports: [
    {
      name: "rtc_get",
      params: [],
      result: "i64",
      doc: "Microseconds since 1970-01-01 UTC; -1 if it was never set since power came. It runs in deep sleep and over resets.",
    },
    {
      name: "rtc_set",
      params: [{ name: "time", type: "i64", doc: "Microseconds since 1970-01-01 UTC." }],
      result: "void",
      doc: "Sets the clock.",
    },
  ],
  drivers: [],
  exports: { rtc: ["Rtc"], calendar: ["Calendar"] },
};
