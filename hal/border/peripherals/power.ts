/** Why the chip was reset, what it remembers, and deep sleep: see docs/power.md. */
import { pin } from "../model/parameters.ts";
import type { Parameter, PeripheralBorder } from "../model/types.ts";

const place: Parameter = { name: "index", type: "i32", doc: "0 to 15." };

export const power: PeripheralBorder = {
  name: "power",
  area: {
    title: "Power",
    intro: "Deep sleep, and what outlasts it. See [Deep sleep](power.md).",
  },
  sources: [],
  enums: [
    {
      name: "ResetCause",
      doc: "Why the firmware begins.",
      members: [
        { name: "PowerOn", value: 0, doc: "It was switched on. Nothing is kept." },
        { name: "Watchdog", value: 1, doc: "The watchdog was not fed." },
        { name: "BrownOut", value: 2, doc: "The supply failed. Nothing is kept." },
        { name: "WakeTimer", value: 3, doc: "The time of a deep sleep is over." },
        { name: "WakePin", value: 4, doc: "A pin ended a deep sleep." },
        { name: "Pin", value: 5, doc: "The reset pin, or its button." },
      ],
    },
  ],
  imports: [
    {
      name: "power_cause",
      params: [],
      result: "i32",
      doc: "A `ResetCause`: why the firmware began this time.",
    },
    {
      name: "power_keep",
      params: [place, { name: "value", type: "i32", doc: "What is kept there." }],
      result: "void",
      doc: "Keeps a word over resets and deep sleep; it is lost without power.",
    },
    {
      name: "power_kept",
      params: [place],
      result: "i32",
      doc: "The word that is kept there; 0 if power was lost since.",
    },
    {
      name: "power_wake",
      params: [pin, { name: "level", type: "i32", doc: "0 is low, anything else is high." }],
      result: "void",
      doc: "A pin at that level will end the deep sleep, also if it has it already. Until the next reset; another level replaces it.",
    },
    {
      name: "power_off",
      params: [
        {
          name: "duration",
          type: "i64",
          doc: "Microseconds, counted from the end of the turn; the largest: only a pin wakes it.",
        },
      ],
      result: "void",
      doc: "Deep sleep when this turn ends. Pins stay as they are. Waking is a reset.",
    },
  ],
  drivers: [],
  exports: { power: ["DeepSleep", "deepSleep", "Kept", "Power", "ResetCause", "wakeOn"] },
};
