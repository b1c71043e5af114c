/**
 * Again and again at equal distances. Each tick is reckoned from the one before, not from when somebody
 * looked, so a ticker does not drift, however late its task is polled.
 */
import { now } from "./clock";
import { Duration, Instant, later } from "./duration";
import { Timed } from "./timed";

/** What happens to ticks whose time has passed before anybody waited for them. */
export enum MissedTick {
  /** They are left out, and the next one is in time. The number is told. */
  Skip,
  /** They all come, one at each wait, without a pause. */
  Burst,
  /** They are left out, and the next one is a whole period from now: the phase is given up. */
  Delay,
}

/**
 * `const beat = Ticker.every(millis(500))`, in an async function or at the top of a file. 24 bytes. It is for
 * one task: another that waits for the same ticks takes them away.
 */
@unmanaged
export class Ticker {
  /** When the next tick is due. */
  due: Instant;
  /** Microseconds between ticks. */
  period: Duration;
  private policy: u8;

  /**
   * Makes one whose first tick is a period from now.
   * @param period from 1 µs; less is taken for 1.
   */
  static every(place: Ticker, period: Duration, missed: MissedTick = MissedTick.Skip): Ticker {
    place.period = max<i64>(period, 1);
    place.policy = <u8>missed;
    place.reset();
    return place;
  }

  /** The next tick is a period from now. */
  reset(): void {
    this.due = later(now(), this.period);
  }

  /** Waits for the next tick. Its value is how many were missed before it. */
  next(place: Tick): Tick {
    return place.begin(this);
  }

  /**
   * Takes the tick that is due.
   * @returns how many more are past by now.
   * @internal
   */
  take(): u64 {
    const period = this.period;
    const time = now();
    const late = time - this.due;
    const missed = late < period ? 0 : late / period;
    if (this.policy == MissedTick.Delay) this.due = later(time, period);
    else {
      const ticks = this.policy == MissedTick.Skip ? missed + 1 : 1;
      this.due = ticks == 1 ? later(this.due, period) : this.due + ticks * period;
    }
    return missed;
  }
}

/**
 * Ready when the tick is due; the output is how many were missed before it. With `MissedTick.Burst` it
 * is how many are still to come at once.
 *
 * **Cancel safety:** cancel safe. The tick is taken in the poll that says ready.
 */
@unmanaged
export class Tick extends Timed<u64> {
  private ticker: Ticker;
  private missed: u64;

  begin(ticker: Ticker): Tick {
    this.timer.fresh(ticker.due);
    this.ticker = ticker;
    return this;
  }

  /** A ticker has no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const ticker = this.ticker;
    const timer = this.timer;
    if (timer.deadline != ticker.due) timer.until(ticker.due);
    if (!timer.poll()) return false;
    this.missed = ticker.take();
    return true;
  }

  output(): u64 {
    return this.missed;
  }

  drop(): void {
    this.timer.drop();
  }
}
