/**
 * TIMER (datasheet 4.6), as far as the port uses it. rp2040js cuts the fraction of a microsecond off when an alarm
 * is set, so that it fires up to one too early, and lets one that is set for the present microsecond fire at once.
 * Here an alarm fires when the counter becomes equal; what is not ahead waits for the counter's next round.
 */
import { BasePeripheral, type RP2040 } from "rp2040js";
import type { Alarm, ChipClock } from "./clock.ts";

const IRQ = 0;
const ALARM0 = 0x10;
const ARMED = 0x20;
const TIMERAWH = 0x24;
const TIMERAWL = 0x28;
const INTR = 0x34;
const INTE = 0x38;

export class Timer extends BasePeripheral {
  /** When alarm 0 last fired, in nanoseconds. */
  firedAt = -Infinity;
  readonly #clock: ChipClock;
  readonly #alarm: Alarm;
  #target = 0;
  #isArmed = false;
  #raised = false;
  #isEnabled = false;

  constructor(rp2040: RP2040, clock: ChipClock) {
    super(rp2040, "TIMER");
    this.#clock = clock;
    this.#alarm = clock.createAlarm(() => {
      this.#isArmed = false;
      this.#raised = true;
      this.firedAt = clock.nanos;
      this.#update();
    });
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
      case ALARM0:
        return this.#target;
      case ARMED:
        return Number(this.#isArmed);
      case INTR:
        return Number(this.#raised);
      case INTE:
        return Number(this.#isEnabled);
      default:
        return super.readUint32(offset);
    }
  }

  override writeUint32(offset: number, value: number): void {
    switch (offset) {
      case ALARM0: {
        this.#target = value >>> 0;
        this.#isArmed = true;
        const ahead = (value - this.#micros) >>> 0 || 2 ** 32;
        this.#alarm.schedule((this.#micros + ahead) * 1000 - this.#clock.nanos);
        break;
      }
      case ARMED:
        if (!(value & 1)) break;
        this.#isArmed = false;
        this.#alarm.cancel();
        break;
      case INTR:
        if (value & 1) this.#raised = false;
        break;
      case INTE:
        this.#isEnabled = (value & 1) !== 0;
        break;
      default:
        super.writeUint32(offset, value);
    }
    this.#update();
  }

  #update(): void {
    this.rp2040.setInterrupt(IRQ, this.#raised && this.#isEnabled);
  }
}
