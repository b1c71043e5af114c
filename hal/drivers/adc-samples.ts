/** Streams of values of analogue inputs. */
import { now } from "../../firmware/time/clock";
import { Duration, Instant, later } from "../../firmware/time/duration";
import { Timed } from "../../firmware/time/timed";
import { Reading } from "./adc";

/** Values at equal distances: see `Adc.samples`. 24 bytes. It is for one task, as a `Ticker` is. */
@unmanaged
export class Samples {
  /** When the next sample is due. */
  due: Instant;
  /** Microseconds between samples. */
  period: Duration;
  /** How many samples were left out so far, since nobody waited for them in time. */
  missed: u32;
  private pin: u16;

  begin(pin: u16, period: Duration): Samples {
    this.due = now();
    this.period = max<u64>(period, 1);
    this.missed = 0;
    this.pin = pin;
    return this;
  }

  /** Waits for the next sample. */
  next(place: Sample): Sample {
    return place.begin(this, this.pin);
  }

  /**
   * Takes the sample that is due.
   * @internal
   */
  take(): void {
    const period = this.period;
    const past = (now() - this.due) / period;
    this.missed += <u32>past;
    this.due = past == 0 ? later(this.due, period) : this.due + (past + 1) * period;
  }
}

/**
 * Ready when a sample was measured; the output is its value. See `Samples.next`.
 *
 * **Cancel safety:** cancel safe. A sample that is being measured is left out.
 */
@unmanaged
export class Sample extends Timed<u16> {
  private samples: Samples;
  private isMeasuring: bool;
  /** A `Reading` lies here. */
  private reading1: u32;
  private reading2: u32;
  private reading3: u32;
  private reading4: u32;
  private reading5: u32;
  private reading6: u32;

  private get reading(): Reading {
    return changetype<Reading>(changetype<usize>(this) + offsetof<Sample>("reading1"));
  }

  begin(samples: Samples, pin: u16): Sample {
    this.timer.fresh(samples.due);
    this.samples = samples;
    this.isMeasuring = false;
    this.reading.begin(pin);
    return this;
  }

  /** Samples have no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const samples = this.samples;
    const timer = this.timer;
    if (!this.isMeasuring) {
      if (timer.deadline != samples.due) timer.until(samples.due);
      if (!timer.poll()) return false;
      this.isMeasuring = true;
      samples.take();
    }
    if (!this.reading.poll()) return false;
    this.isMeasuring = false;
    return true;
  }

  output(): u16 {
    return this.reading.output();
  }

  drop(): void {
    this.timer.drop();
    this.reading.drop();
    this.isMeasuring = false;
  }
}
