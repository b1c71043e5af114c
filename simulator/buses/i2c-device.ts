/**
 * The side of a two-wire bus that answers to an address. A part gives the wires, the times that its datasheet
 * asks for, and what it does with each byte:
 *
 * ```
 *   START  address  ack   byte   ack   byte   ack   STOP
 *          start()        write()      write()      stop()
 *          start()  ack   read()  ack  read() nack  stop()
 * ```
 *
 * It keeps to the protocol whatever the times, and tells of those that are too short.
 */
import type { Clock } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { I2cLines } from "./i2c-line.ts";
import { TimingWatch, type DeviceTiming } from "./i2c-timing-watch.ts";
import { DATA_HOLD, RELEASE_HOLD } from "./i2c-timing.ts";

/** What a part does. */
export interface I2cHooks {
  /**
   * START, or a repeated one, with its address.
   * @returns whether it acknowledges.
   */
  start(isRead: boolean): boolean;
  /** A byte came. @returns whether it acknowledges. */
  write(byte: number): boolean;
  /** The byte that it sends next. */
  read(): number;
  /** STOP after a START with its address. */
  stop(): void;
  /** Nanoseconds for which it holds the clock after each byte, its address included. */
  readonly stretch?: bigint;
}

export interface I2cDeviceOptions {
  readonly clock: Clock;
  readonly lines: I2cLines;
  readonly timing: DeviceTiming;
  /** Its address now, 7 bits. */
  readonly address: () => number;
  /** Asked at each START, and by `lookAtPower`: without power it does nothing. */
  readonly isPowered: () => boolean;
  /** The supply has come or gone. */
  readonly onPower?: (isPowered: boolean) => void;
  /** There was a START while it had no power. */
  readonly onUnpowered: () => void;
  readonly hooks: I2cHooks;
  /** Told of a time that is too short, with the way out. */
  readonly onTooFast: (what: string) => void;
}

type Stage = "idle" | "address" | "write" | "read";

interface DeviceState {
  readonly isOn: boolean;
  readonly stage: Stage;
  readonly byte: number;
  readonly count: number;
  readonly isAcknowledged: boolean;
  readonly isSelected: boolean;
  readonly out: 0 | 1;
  readonly before: { readonly sda: 0 | 1; readonly scl: 0 | 1 };
  readonly watch: unknown;
}

export class I2cDevice implements Snapshotted<DeviceState> {
  readonly #options: I2cDeviceOptions;
  readonly #watch: TimingWatch;
  #isOn: boolean;
  #stage: Stage = "idle";
  #byte = 0;
  /** Clocks of the byte at hand that have risen. */
  #count = 0;
  /** Whether the other side acknowledged the byte sent. */
  #isAcknowledged = false;
  /** Its address was called since the last STOP. */
  #isSelected = false;
  /** What it drives, or will after the hold time. */
  #out: 0 | 1 = 1;
  #before: { sda: 0 | 1; scl: 0 | 1 };

  constructor(options: I2cDeviceOptions) {
    this.#options = options;
    const { lines, clock, timing, onTooFast } = options;
    this.#isOn = options.isPowered();
    this.#before = { sda: lines.sda, scl: lines.scl };
    this.#watch = new TimingWatch(clock, timing, onTooFast);
  }

  /** Forgets where it is and lets go of the wires, as after a power cycle. */
  reset(): void {
    this.#stage = "idle";
    this.#isSelected = false;
    this.#out = 1;
    this.#options.lines.pullSda(1);
    this.#options.lines.pullScl(1);
  }

  /**
   * To be called when its supply may have come or gone.
   * @returns whether it has power.
   */
  lookAtPower(): boolean {
    const { isPowered, onPower } = this.#options;
    const isOn = isPowered();
    if (isOn === this.#isOn) return isOn;
    this.#isOn = isOn;
    if (!isOn) this.reset();
    onPower?.(isOn);
    return isOn;
  }

  /** To be called after any change of a wire. */
  update(): void {
    const { lines } = this.#options;
    const { sda, scl } = lines;
    const { sda: oldSda, scl: oldScl } = this.#before;
    if (sda === oldSda && scl === oldScl) return;
    this.#before = { sda, scl };
    if (scl !== oldScl) {
      if (scl === 1) this.#rise(sda);
      else this.#fall();
    } else if (scl === 1) {
      if (sda === 0) this.#start();
      else this.#stop();
    } else this.#watch.data();
  }

  save(): DeviceState {
    return {
      isOn: this.#isOn,
      stage: this.#stage,
      byte: this.#byte,
      count: this.#count,
      isAcknowledged: this.#isAcknowledged,
      isSelected: this.#isSelected,
      out: this.#out,
      before: this.#before,
      watch: this.#watch.save(),
    };
  }

  restore(state: DeviceState): void {
    this.#isOn = state.isOn;
    this.#stage = state.stage;
    this.#byte = state.byte;
    this.#count = state.count;
    this.#isAcknowledged = state.isAcknowledged;
    this.#isSelected = state.isSelected;
    this.#out = state.out;
    this.#before = state.before;
    this.#watch.restore(state.watch as ReturnType<TimingWatch["save"]>);
  }

  #start(): void {
    this.#watch.start();
    this.#give(1);
    const isOn = this.lookAtPower();
    if (!isOn) this.#options.onUnpowered();
    this.#stage = isOn ? "address" : "idle";
    this.#byte = this.#count = 0;
  }

  #stop(): void {
    this.#watch.stop(this.#isSelected);
    this.#give(1);
    this.#stage = "idle";
    if (!this.#isSelected) return;
    this.#isSelected = false;
    this.#options.hooks.stop();
  }

  #rise(sda: 0 | 1): void {
    if (this.#stage === "idle") return this.#watch.rise(false);
    this.#watch.rise(this.#isSelected);
    this.#count++;
    if (this.#count === 9) this.#isAcknowledged = sda === 0;
    else if (this.#stage !== "read") this.#byte = (this.#byte << 1) | sda;
  }

  #fall(): void {
    this.#watch.fall(this.#isSelected);
    if (this.#stage === "idle" || this.#count === 0) return;
    if (this.#count === 8) this.#give(this.#stage === "read" || !this.#take() ? 1 : 0);
    else if (this.#count === 9) this.#next();
    else if (this.#stage === "read") this.#send();
  }

  /** Eight bits have come. @returns whether it acknowledges. */
  #take(): boolean {
    const { hooks, address } = this.#options;
    if (this.#stage === "write") return hooks.write(this.#byte);
    if (this.#byte >> 1 !== address()) {
      this.#stage = "idle";
      return false;
    }
    const isRead = (this.#byte & 1) === 1;
    this.#isSelected = true;
    this.#stage = isRead ? "read" : "write";
    this.#isAcknowledged = hooks.start(isRead);
    if (!this.#isAcknowledged) this.#stage = "idle";
    return this.#isAcknowledged;
  }

  /** The clock of the acknowledge is over. */
  #next(): void {
    const { hooks } = this.#options;
    this.#count = this.#byte = 0;
    this.#give(1);
    if (this.#stage === "read") {
      if (!this.#isAcknowledged) {
        this.#stage = "idle";
        return;
      }
      this.#byte = hooks.read() & 0xff;
      this.#send();
    }
    if (hooks.stretch) this.#hold(hooks.stretch);
  }

  #send(): void {
    this.#give(((this.#byte >> (7 - this.#count)) & 1) as 0 | 1);
  }

  #hold(span: bigint): void {
    const { clock, lines } = this.#options;
    lines.pullScl(0);
    clock.at(clock.now + span, () => lines.pullScl(1));
  }

  /** Drives the data line: not before the hold time is over, since the clock has only just fallen. */
  #give(level: 0 | 1): void {
    if (level === this.#out) return;
    this.#out = level;
    const { clock, lines } = this.#options;
    if (lines.scl === 1) lines.pullSda(level);
    else {
      const hold = level === 0 ? DATA_HOLD : RELEASE_HOLD;
      clock.at(clock.now + hold, () => lines.pullSda(this.#out));
    }
  }
}
