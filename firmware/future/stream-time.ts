/** Streams that look at the clock. See stream.ts. */
import { Future } from "../executor/future";
import { now } from "../time/clock";
import { Duration, later } from "../time/duration";
import { Timed } from "../time/timed";
import { Next } from "./stream";

/** One value in each `span` at most: those that come sooner after the last one are left out. */
export function throttle<S>(place: Throttle<S>, stream: S, span: Duration): Throttle<S> {
  return place.begin(stream, span);
}

/**
 * A stream with a least distance between its values. See `throttle`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Throttle<S> extends Future<valueof<S>> {
  private span: Duration;
  private opens: u64;
  private stream: S;

  begin(stream: S, span: Duration): Throttle<S> {
    this.span = span;
    this.opens = 0;
    this.stream = stream;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Throttle<S>>): Next<Throttle<S>> {
    return place.begin(this);
  }

  /** False if the stream has ended. */
  get hasValue(): bool {
    return this.stream.hasValue;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const stream = this.stream;
    while (stream.poll()) {
      if (!stream.hasValue) return true;
      const time = now();
      if (time < this.opens) continue;
      this.opens = later(time, this.span);
      return true;
    }
    return false;
  }

  output(): valueof<S> {
    return this.stream.output();
  }
}

/** A value when no other has come for `span` after it: the last one of each burst. */
export function debounce<S>(place: Debounce<S>, stream: S, span: Duration): Debounce<S> {
  return place.begin(stream, span);
}

/**
 * A stream of the last values of bursts. See `debounce`.
 *
 * **Cancel safety:** restarts: the value that it keeps back is lost.
 */
@unmanaged
export class Debounce<S> extends Timed<valueof<S>> {
  private span: Duration;
  private value: valueof<S>;
  private stream: S;
  private isWaiting: bool;
  private hasEnded: bool;
  /** False if the stream has ended. */
  hasValue: bool;

  begin(stream: S, span: Duration): Debounce<S> {
    if (isReference<valueof<S>>()) ERROR("debounce keeps a value, so it has to be a scalar");
    this.timer.fresh(0);
    this.stream = stream;
    this.span = span;
    this.isWaiting = false;
    this.hasEnded = false;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Debounce<S>>): Next<Debounce<S>> {
    return place.begin(this);
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const stream = this.stream;
    while (!this.hasEnded && stream.poll()) {
      this.hasEnded = !stream.hasValue;
      if (this.hasEnded) {
        this.timer.drop();
        break;
      }
      this.value = stream.output();
      this.isWaiting = true;
      this.timer.after(this.span);
    }
    // What came last is not lost with the end.
    const isReady = this.isWaiting && (this.hasEnded || this.timer.poll());
    this.hasValue = isReady;
    if (isReady) this.isWaiting = false;
    return isReady || this.hasEnded;
  }

  output(): valueof<S> {
    return this.value;
  }

  drop(): void {
    this.timer.drop();
  }
}
