/**
 * TIMER (datasheet 4.6), as far as the port uses it. rp2040js cuts the fraction of a microsecond off when an alarm
 * is set, so that it fires up to one too early, and lets one that is set for the present microsecond fire at once.
 * Here an alarm fires when the counter becomes equal; what is not ahead waits for the counter's next round.
 */
import { BasePeripheral, type RP2040 } from "rp2040js";
import type { Alarm, ChipClock } from "./clock.ts";

/** Alarms, each with the interrupt of its number. */
const ALARMS = 4;
const ALARM0 = 0x10;
const ARMED = 0x20;
const TIMERAWH = 0x24;
const TIMERAWL = 0x28;
const INTR = 0x34;
const INTE = 0x38;
const INTF = 0x3c;

export class Timer extends BasePeripheral {
  /** When alarm 0 last fired, in nanoseconds. */
  firedAt = -Infinity;
  readonly #clock: ChipClock;
  readonly #alarms: readonly Alarm[];
  readonly #targets = Array<number>(ALARMS).fill(0);
  #armed = 0;
  #raised = 0;
  #enabled = 0;
  #forced = 0;

  constructor(rp2040: RP2040, clock: ChipClock) {
    super(rp2040, "TIMER");
    this.#clock = clock;
    this.#alarms = this.#targets.map((_, number) =>
      clock.createAlarm(() => {
        this.#armed &= ~(1 << number);
        this.#raised |= 1 << number;
        if (number === 0) this.firedAt = clock.nanos;
        this.#update();
      }),
    );
  }

  get #micros(): number {
    return Math.floor(this.#clock.nanos / 1000);
  }

  override readUint32(offset: number): number {
    switch (offset) {
      case TIMERAWH:
        return Math.floor(this.#micros / 2 ** 32);
      case TIMERAWL:
        return this.#micros >>> 0;
      case ARMED:
        return this.#armed;
      case INTR:
        return this.#raised;
      case INTE:
        return this.#enabled;
      case INTF:
        return this.#forced;
      default:
        if (offset >= ALARM0 && offset < ARMED) return this.#targets[(offset - ALARM0) / 4]!;
        return super.readUint32(offset);
    }
  }

  override writeUint32(offset: number, value: number): void {
    switch (offset) {
      case ARMED:
        this.#armed &= ~value;
        this.#alarms.forEach((alarm, number) => {
          if (value & (1 << number)) alarm.cancel();
        });
        break;
      case INTR:
        this.#raised &= ~value;
        break;
      case INTE:
        this.#enabled = value;
        break;
      case INTF:
        this.#forced = value;
        break;
      default:
        if (offset >= ALARM0 && offset < ARMED) this.#arm((offset - ALARM0) / 4, value);
        else super.writeUint32(offset, value);
    }
    this.#update();
  }

  #arm(number: number, value: number): void {
    this.#targets[number] = value >>> 0;
    this.#armed |= 1 << number;
    const ahead = (value - this.#micros) >>> 0 || 2 ** 32;
    this.#alarms[number]!.schedule((this.#micros + ahead) * 1000 - this.#clock.nanos);
  }

  #update(): void {
    const asked = (this.#raised & this.#enabled) | this.#forced;
    for (let number = 0; number < ALARMS; number++) {
      this.rp2040.setInterrupt(number, (asked & (1 << number)) !== 0);
    }
  }
}
