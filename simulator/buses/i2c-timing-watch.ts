/** Measures a two-wire bus and tells which of a device's least times are not kept, each once. */
import type { Clock } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { formatTime } from "../core/time.ts";
import type { I2cTiming } from "./i2c-timing.ts";

/** The least times of a device, in nanoseconds: those of `I2cTiming` with its names. */
export type DeviceTiming = Pick<
  I2cTiming,
  "startHold" | "low" | "high" | "startSetup" | "dataSetup" | "stopSetup" | "free"
>;

/** As datasheets call them. */
const NAMES: Readonly<Record<keyof DeviceTiming, string>> = {
  startHold: "tHD;STA, from START to the falling clock",
  low: "tLOW, the clock's low",
  high: "tHIGH, the clock's high",
  startSetup: "tSU;STA, from the rising clock to a repeated START",
  dataSetup: "tSU;DAT, from data to the rising clock",
  stopSetup: "tSU;STO, from the rising clock to STOP",
  free: "tBUF, from STOP to START",
};

interface WatchState {
  readonly rose: bigint;
  readonly fell: bigint;
  readonly changed: bigint;
  readonly started: bigint;
  readonly stopped: bigint;
  readonly isStarted: boolean;
}

const LONG_AGO = -1_000_000_000n;

export class TimingWatch implements Snapshotted<WatchState> {
  readonly #clock: Clock;
  readonly #limits: DeviceTiming;
  readonly #onTooFast: (what: string) => void;
  /** When each of these happened last. */
  #at: WatchState = {
    rose: LONG_AGO,
    fell: LONG_AGO,
    changed: LONG_AGO,
    started: LONG_AGO,
    stopped: LONG_AGO,
    isStarted: false,
  };

  constructor(clock: Clock, limits: DeviceTiming, onTooFast: (what: string) => void) {
    this.#clock = clock;
    this.#limits = limits;
    this.#onTooFast = onTooFast;
  }

  start(): void {
    if (this.#at.isStarted) this.#check("startSetup", this.#at.rose);
    else this.#check("free", this.#at.stopped);
    this.#at = { ...this.#at, started: this.#clock.now, isStarted: true };
  }

  /** @param isOwn whether the device was called. */
  stop(isOwn: boolean): void {
    if (isOwn) this.#check("stopSetup", this.#at.rose);
    this.#at = { ...this.#at, stopped: this.#clock.now, isStarted: false };
  }

  data(): void {
    this.#at = { ...this.#at, changed: this.#clock.now };
  }

  rise(isOwn: boolean): void {
    if (isOwn) {
      this.#check("low", this.#at.fell);
      this.#check("dataSetup", this.#at.changed);
    }
    this.#at = { ...this.#at, rose: this.#clock.now };
  }

  fall(isOwn: boolean): void {
    const { started, rose } = this.#at;
    if (started > rose) this.#check("startHold", started);
    else if (isOwn) this.#check("high", rose);
    this.#at = { ...this.#at, fell: this.#clock.now };
  }

  save(): WatchState {
    return this.#at;
  }

  restore(state: WatchState): void {
    this.#at = state;
  }

  #check(limit: keyof DeviceTiming, since: bigint): void {
    const span = this.#clock.now - since;
    const least = this.#limits[limit];
    if (span >= least) return;
    this.#onTooFast(`${NAMES[limit]}, is ${formatTime(span)}: it needs ${formatTime(least)}`);
  }
}
