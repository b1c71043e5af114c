/**
 * The watchdog: the processor is reset if it is not fed for its timeout. It stands still in deep sleep, and a reset
 * switches it off. What it tells of tasks it reads from the driver's records: see hal/drivers/watchdog.ts.
 */
import { ResetCause } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";
import { lateGuards } from "./watchdog/guards.ts";

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly watchdog: WatchdogView;
  }
}

/** What tests see of the watchdog. */
export interface WatchdogView {
  /** When it will reset the board unless it is fed, in nanoseconds since reset; undefined before its start. */
  readonly bites: bigint | undefined;
  readonly feedings: number;
}

interface WatchdogState {
  /** Nanoseconds. */
  readonly timeout: bigint | undefined;
  readonly bites: bigint | undefined;
  readonly feedings: number;
  readonly cancel: () => void;
}

export function createWatchdog(context: PeripheralContext): Peripheral {
  const { clock, table, processor, report } = context;
  const stopped: WatchdogState = {
    timeout: undefined,
    bites: undefined,
    feedings: 0,
    cancel: () => undefined,
  };
  let state = stopped;

  const bite = (): void => {
    const late = lateGuards(processor, table);
    report({
      severity: "error",
      code: "watchdog-reset",
      time: clock.now,
      message: `the watchdog resets the board: nothing fed it for ${formatTime(state.timeout!)}${late.message}`,
      hint: late.hint,
    });
    processor.reset(ResetCause.Watchdog);
  };

  const wind = (timeout: bigint, feedings: number): void => {
    state.cancel();
    const bites = clock.now + timeout;
    state = { timeout, bites, feedings, cancel: clock.at(bites, bite) };
  };

  const stop = (): void => {
    state.cancel();
    state = { ...stopped, feedings: state.feedings };
  };

  return {
    name: "watchdog",
    imports: {
      watchdog_start(timeout: bigint): void {
        if (timeout < 1n) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `the watchdog was started with a timeout of ${timeout}us`,
            hint: "give it longer than the longest turn takes: Watchdog.start(seconds(2))",
          });
        }
        wind(timeout * 1000n, state.feedings);
      },
      watchdog_feed(): void {
        if (state.timeout !== undefined) wind(state.timeout, state.feedings + 1);
      },
    },
    listening: false,
    view: {
      get bites() {
        return state.bites;
      },
      get feedings() {
        return state.feedings;
      },
    } satisfies WatchdogView,
    reset: stop,
    off(): undefined {
      stop();
    },
    save: () => state,
    restore: (kept) => void (state = kept as WatchdogState),
  };
}
