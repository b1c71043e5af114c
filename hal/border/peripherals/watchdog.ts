/** The watchdog: see docs/power.md. */
import type { PeripheralBorder } from "../model/types.ts";

export const watchdog: PeripheralBorder = {
  name: "watchdog",
  area: {
    title: "Watchdog",
    intro: "Resets the board when a task hangs. See [Watchdog](power.md#watchdog).",
  },
  sources: [],
  enums: [],
  imports: [
    {
      name: "watchdog_start",
      params: [
        {
          name: "timeout",
          type: "i64",
          doc: "Microseconds; what the chip cannot do is shortened.",
        },
      ],
      result: "void",
      doc: "From now on the board is reset when it is not fed for so long. It cannot be stopped; called again, it has another timeout.",
    },
    {
      name: "watchdog_feed",
      params: [],
      result: "void",
      doc: "The timeout begins anew.",
    },
  ],
  drivers: [],
  supervisor: { module: "hal/drivers/watchdog", names: ["Watchdog"], target: "Watchdog" },
  exports: { watchdog: ["Watchdog", "WatchGuard"] },
  statics: [{ global: "hal/drivers/watchdog/Static.state", name: "watchdog", bytes: 24 }],
};
