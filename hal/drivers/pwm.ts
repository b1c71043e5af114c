/**
 * PWM: the brightness of an LED, the speed of a motor. The pulses go on by themselves; the processor sleeps.
 *
 * A new duty is taken when the period at hand ends, so no pulse is cut.
 */
import { now } from "../../firmware/time/clock";
import { Duration, Instant, later, millis } from "../../firmware/time/duration";
import { Timed } from "../../firmware/time/timed";
import { pwm_set, pwm_stop } from "../generated/bindings";
import { Frequency, nanosOf } from "./frequency";
import { Level } from "./output";

/** `const led = Pwm.at(9, hertz(1000))`, in an async function or at the top of a file. 12 bytes. */
@unmanaged
export class Pwm {
  /** The fade that may change it. Only compared. */
  private fade: usize;
  /** Nanoseconds. */
  private period: u32;
  private pin: u16;
  /** The share of each period for which it is high: 65535 is all of it. */
  value: u16;

  /**
   * Makes `pin` an output, low until it has a duty.
   * @param pin logical pin number, as the board counts.
   * @param frequency periods a second: 1000 for LEDs, 20 kHz for motors that are not to be heard.
   */
  static at(place: Pwm, pin: u16, frequency: Frequency): Pwm {
    return place.begin(pin, frequency);
  }

  /** As `at`, for hand-written futures that embed one. */
  begin(pin: u16, frequency: Frequency): Pwm {
    this.fade = 0;
    this.period = nanosOf(frequency);
    this.pin = pin;
    this.stop();
    return this;
  }

  /** Sets the share of each period for which it is high, and ends a fade. 0 is low, 65535 high without a pause. */
  duty(share: u16): void {
    this.fade = 0;
    this.put(share);
  }

  /** Fades from the duty that it has to another one; it begins when it is awaited. */
  fadeTo(place: Fade, share: u16, span: Duration): Fade {
    return place.begin(this, share, span);
  }

  /** Ends the pulses at once, also within a period; `duty` begins them anew. */
  stop(level: Level = 0): void {
    this.fade = 0;
    this.value = level == Level.High ? u16.MAX_VALUE : 0;
    pwm_stop(this.pin, level);
  }

  private put(share: u16): void {
    this.value = share;
    const high = (<u64>this.period * share + u16.MAX_VALUE / 2) / u16.MAX_VALUE;
    pwm_set(this.pin, this.period, <i32>high);
  }

  /** @internal */
  take(fade: usize): void {
    this.fade = fade;
  }

  /**
   * Of the fade that has it; another one has no say any more.
   * @returns whether it had.
   * @internal
   */
  putBy(fade: usize, share: u16): bool {
    if (this.fade != fade) return false;
    this.put(share);
    return true;
  }

  /**
   * Microseconds from one step of a fade to the next: a period, but 10 ms at least.
   * @internal
   */
  get pace(): Duration {
    return max<u64>(this.period / 1000, millis(10));
  }
}

/**
 * Ready when the fade is over, or when another fade or a `duty` has taken its place. See `Pwm.fadeTo`.
 *
 * **Cancel safety:** cancel safe. The duty stays where the fade has come.
 */
@unmanaged
export class Fade extends Timed<void> {
  private pwm: Pwm;
  private from: u16;
  private to: u16;
  private since: Instant;
  private span: Duration;
  private isBegun: bool;

  begin(pwm: Pwm, share: u16, span: Duration): Fade {
    this.timer.fresh(0);
    this.pwm = pwm;
    this.to = share;
    this.span = span;
    this.isBegun = false;
    return this;
  }

  poll(): bool {
    const pwm = this.pwm;
    const self = changetype<usize>(this);
    const timer = this.timer;
    if (!this.isBegun) {
      this.isBegun = true;
      this.from = pwm.value;
      this.since = now();
      timer.until(this.since);
      pwm.take(self);
    }
    while (timer.poll()) {
      const passed = now() - this.since;
      const span = this.span;
      if (passed >= span) {
        pwm.putBy(self, this.to);
        return true;
      }
      const way = <i64>this.to - <i64>this.from;
      if (!pwm.putBy(self, <u16>(this.from + (way * <i64>passed) / <i64>span))) return true;
      const pace = pwm.pace;
      timer.until(min(later(this.since, (passed / pace + 1) * pace), later(this.since, span)));
    }
    return false;
  }

  drop(): void {
    this.timer.drop();
  }
}
