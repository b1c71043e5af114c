/**
 * The firmware's clock against true time: it begins at 0 with each reset, may be fast or slow, and may have
 * jumped. All is exact, in millionths of a nanosecond, and it never goes back.
 */
import type { Snapshotted } from "./snapshotted.ts";
import { ceilToMicro, floorMicros } from "./time.ts";

const MILLION = 1_000_000n;
/** A microsecond of the firmware's, in millionths of a nanosecond. */
const MICRO = 1_000n * MILLION;

export interface LocalClockState {
  /** True time since which `rate` holds. */
  readonly since: bigint;
  /** What it showed then, in millionths of a nanosecond. */
  readonly shown: bigint;
  /** Millionths that it goes in a true nanosecond. */
  readonly rate: bigint;
}

export class LocalClock implements Snapshotted<LocalClockState> {
  #state: LocalClockState = { since: 0n, shown: 0n, rate: MILLION };
  /** Whether it shows true time: then nothing is to be worked out. */
  #isTrue = true;

  /** What it shows at a true time, in whole microseconds. */
  micros(time: bigint): bigint {
    return this.#isTrue ? floorMicros(time) : this.#shown(time) / MICRO;
  }

  /** The first true time, not before `time`, at which it shows a whole microsecond. */
  ceil(time: bigint): bigint {
    if (this.#isTrue) return ceilToMicro(time);
    return this.#when((this.#shown(time) + MICRO - 1n) / MICRO, time);
  }

  /** The first true time at which it shows so many microseconds. */
  when(micros: bigint): bigint {
    return this.#isTrue ? micros * 1_000n : this.#when(micros, 0n);
  }

  /** Begins at 0. */
  restart(time: bigint): void {
    this.restore({ ...this.#state, since: time, shown: 0n });
  }

  /** From `time` on it is fast by so many millionths, or slow if negative. */
  drift(ppm: number, time: bigint): void {
    this.restore({ since: time, shown: this.#shown(time), rate: MILLION + BigInt(ppm) });
  }

  jump(span: bigint, time: bigint): void {
    const { rate } = this.#state;
    this.restore({ since: time, shown: this.#shown(time) + span * MILLION, rate });
  }

  save(): LocalClockState {
    return this.#state;
  }

  restore(state: LocalClockState): void {
    this.#state = state;
    const { since, shown, rate } = state;
    this.#isTrue = rate === MILLION && shown === since * MILLION;
  }

  #shown(time: bigint): bigint {
    const { since, shown, rate } = this.#state;
    return shown + (time - since) * rate;
  }

  #when(micros: bigint, least: bigint): bigint {
    const { since, shown, rate } = this.#state;
    const missing = micros * MICRO - shown;
    const time = missing <= 0n ? since : since + (missing + rate - 1n) / rate;
    return time < least ? least : time;
  }
}
