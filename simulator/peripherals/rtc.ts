/**
 * The clock that tells the date. It has a crystal of its own, so the firmware's clock may drift without it, and
 * goes on through resets and deep sleep. It has no battery: a brown-out makes it forget the time.
 */
import { ResetCause } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly rtc: RtcView;
  }
}

/** What tests see of the clock. */
export interface RtcView {
  /** Microseconds since 1970-01-01 UTC; undefined if it was not set since power came. */
  readonly time: bigint | undefined;
}

export function createRtc({ clock, before }: PeripheralContext): Peripheral {
  /** What it would have shown at 0, in nanoseconds. */
  let offset = before.date === undefined ? undefined : before.date * 1000n - clock.now;

  const read = (): bigint | undefined =>
    offset === undefined ? undefined : (offset + clock.now) / 1000n;

  return {
    name: "rtc",
    imports: {
      rtc_get: (): bigint => read() ?? -1n,
      rtc_set(time: bigint): void {
        if (time < 0n) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `the clock was set to ${time} µs since 1970`,
            hint: "set a time of 0 or more",
          });
        }
        offset = time * 1000n - clock.now;
      },
    },
    listening: false,
    view: {
      get time() {
        return read();
      },
    } satisfies RtcView,
    reset(cause): void {
      if (cause === ResetCause.BrownOut) offset = undefined;
    },
    save: () => offset,
    restore: (state) => void (offset = state as bigint | undefined),
  };
}
