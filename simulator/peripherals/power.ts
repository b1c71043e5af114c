/**
 * Why the firmware began, the words it keeps, and deep sleep.
 *
 * In deep sleep all clocks stand but that of the date, and RAM is lost. Pins stay as they are until the reset at
 * the end: so it is on the ATmega328P (datasheet 10.5, power-down) and the RP2040 (datasheet 2.11, dormant).
 */
import { ResetCause as Cause } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import type { ResetCause } from "../core/reset-signal.ts";
import { unknownPin } from "./gpio.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly power: PowerView;
  }
}

/** What tests see of the power. */
export interface PowerView {
  /** Why the firmware began, as a `ResetCause`. */
  readonly cause: number;
  /** Whether it is in deep sleep. */
  readonly isOff: boolean;
  /** When a time will end that, in nanoseconds since reset. */
  readonly wakesAt: bigint | undefined;
  readonly kept: readonly number[];
}

const WORDS = 16;
/** More of no length in a row have no end. */
const MOST_SHORT_SLEEPS = 100;
const NEVER = 0x7fff_ffff_ffff_ffffn;

interface PowerState {
  readonly cause: ResetCause;
  readonly kept: readonly number[];
  readonly wakePins: ReadonlyMap<number, 0 | 1>;
  readonly duration: bigint | undefined;
  readonly isOff: boolean;
  readonly wakesAt: bigint | undefined;
  readonly cancel: () => void;
  /** How many deep sleeps of no length there were in a row. */
  readonly shortSleeps: number;
}

export function createPower(context: PeripheralContext): Peripheral {
  const { clock, circuit, processor, report, onSeen } = context;
  const fresh: PowerState = {
    cause: Cause.PowerOn,
    kept: new Array<number>(WORDS).fill(0),
    wakePins: new Map(),
    duration: undefined,
    isOff: false,
    wakesAt: undefined,
    cancel: () => undefined,
    shortSleeps: 0,
  };
  let state = fresh;

  const wake = (cause: ResetCause): void => {
    state.cancel();
    // Several reasons at one instant are one reset.
    state = { ...state, isOff: false, wakesAt: undefined, cancel: () => undefined };
    processor.reset(cause);
  };

  const wakeSoon = (): void => {
    state.cancel();
    state = { ...state, cancel: clock.at(clock.now, () => wake(Cause.WakePin)) };
  };

  circuit.onLevel((pin) => {
    if (!state.isOff) return;
    if (circuit.read(pin) !== state.wakePins.get(pin)) return;
    onSeen(pin);
    wakeSoon();
  });

  const warn = (code: string, message: string, hint: string): void =>
    report({ severity: "warning", code, time: clock.now, message, hint });

  const checkPlace = (index: number): void => {
    if (index >= 0 && index < WORDS) return;
    throw new FirmwareError({
      code: "bad-argument",
      message: `there is no place ${index} for a word that is kept`,
      hint: `use 0 to ${WORDS - 1}`,
    });
  };

  return {
    name: "power",
    imports: {
      power_cause: (): number => state.cause,
      power_keep(index: number, value: number): void {
        checkPlace(index);
        state = { ...state, kept: state.kept.with(index, value) };
      },
      power_kept(index: number): number {
        checkPlace(index);
        return state.kept[index]!;
      },
      power_wake(pin: number, level: number): void {
        if (!circuit.has(pin)) throw unknownPin(circuit, pin);
        state = { ...state, wakePins: new Map(state.wakePins).set(pin, level === 0 ? 0 : 1) };
      },
      power_off(duration: bigint): void {
        state = { ...state, duration: duration < 0n ? 0n : duration };
        processor.switchOff();
      },
    },
    get listening() {
      return false;
    },
    view: {
      get cause() {
        return state.cause;
      },
      get isOff() {
        return state.isOff;
      },
      get wakesAt() {
        return state.wakesAt;
      },
      get kept() {
        return state.kept;
      },
    } satisfies PowerView,
    off() {
      const { duration = NEVER, wakePins } = state;
      const wakesAt = duration === NEVER ? undefined : clock.now + duration * 1000n;
      const cancel =
        wakesAt === undefined ? () => undefined : clock.at(wakesAt, () => wake(Cause.WakeTimer));
      state = { ...state, isOff: true, wakesAt, cancel };
      let isShort = false;
      for (const [pin, level] of wakePins) {
        if (circuit.level(pin) === "z") {
          warn(
            "wake-pin-floats",
            `pin ${pin} is to end the deep sleep, but nothing holds its level: any noise can wake the board`,
            "give it a pull before: `Input.at(pin, Pull.Up)`",
          );
        }
        if (circuit.read(pin) !== level) continue;
        if (state.shortSleeps === MOST_SHORT_SLEEPS) throw wakesAtOnce(pin, level);
        isShort = true;
        wakeSoon();
      }
      state = { ...state, shortSleeps: isShort ? state.shortSleeps + 1 : 0 };
      if (wakesAt === undefined && wakePins.size === 0) {
        warn(
          "sleeps-for-ever",
          "nothing can end this deep sleep but the reset button",
          "give `deepSleep` a time, or call `wakeOn` before",
        );
      }
      if (wakesAt !== undefined) return "time";
      return wakePins.size > 0 ? "outside" : undefined;
    },
    reset(cause): void {
      state.cancel();
      const kept = cause === Cause.BrownOut ? fresh.kept : state.kept;
      state = { ...fresh, cause, kept, shortSleeps: state.shortSleeps };
    },
    save: () => state,
    restore: (kept) => void (state = kept as PowerState),
  };
}

function wakesAtOnce(pin: number, level: number): FirmwareError {
  const name = level === 0 ? "low" : "high";
  return new FirmwareError({
    code: "livelock",
    message: `deep sleep ends as soon as it begins, ${MOST_SHORT_SLEEPS} times in a row: pin ${pin} is to end it when ${name}, and is ${name} all the time`,
    hint: `wait for the other level first, such as with \`await button.${level === 0 ? "high" : "low"}()\``,
  });
}
