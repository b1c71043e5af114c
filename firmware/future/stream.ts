/**
 * Streams: futures that can be polled again after they were ready, and then have the next value. The
 * futures of channels, signals, tickers and subscriptions are such. Each function here makes a new stream
 * of others:
 *
 * ```ts
 * const readings = inbox.receive();
 * const warm = filter(readings, isWarm);
 * for await (const degrees of warm) log("{}", degrees);
 * ```
 *
 * A stream lies in a `const`, and belongs to that one's block. It pulls: nothing happens in it but what
 * the task that waits for its next value does. Functions given to it cost 32 bytes each, as all functions
 * that are values do.
 */
import { Future } from "../executor/future";

/**
 * Ready when the stream has a value, or has ended; the output is that value.
 *
 * **Cancel safety:** cancel safe. The stream keeps its place in line, and what it has gathered.
 */
@unmanaged
export class Next<S> extends Future<valueof<S>> {
  private stream: S;

  begin(stream: S): Next<S> {
    this.stream = stream;
    return this;
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
    return this.stream.poll();
  }

  output(): valueof<S> {
    return this.stream.output();
  }
}

/** The values of a stream that pass a test: `const warm = filter(readings, isWarm)`. */
export function filter<S>(
  place: Filter<S>,
  stream: S,
  test: (value: valueof<S>) => bool,
): Filter<S> {
  return place.begin(stream, test);
}

/**
 * A stream of the values that pass a test. See `filter`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Filter<S> extends Future<valueof<S>> {
  private stream: S;
  private test: (value: valueof<S>) => bool;

  begin(stream: S, test: (value: valueof<S>) => bool): Filter<S> {
    this.stream = stream;
    this.test = test;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Filter<S>>): Next<Filter<S>> {
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
      if (!stream.hasValue || this.test(stream.output())) return true;
    }
    return false;
  }

  output(): valueof<S> {
    return this.stream.output();
  }
}

/** What a function makes of the values of a stream: `const degrees = map<Receive<u16>, f32>(raw, toDegrees)`. */
export function map<S, U>(
  place: Mapped<S, U>,
  stream: S,
  change: (value: valueof<S>) => U,
): Mapped<S, U> {
  return place.begin(stream, change);
}

/**
 * A stream of what a function makes of values. See `map`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Mapped<S, U> extends Future<U> {
  private stream: S;
  private change: (value: valueof<S>) => U;
  private value: U;

  begin(stream: S, change: (value: valueof<S>) => U): Mapped<S, U> {
    this.stream = stream;
    this.change = change;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Mapped<S, U>>): Next<Mapped<S, U>> {
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
    if (!this.stream.poll()) return false;
    if (this.stream.hasValue) this.value = this.change(this.stream.output());
    return true;
  }

  output(): U {
    return this.value;
  }
}

/** The first values of a stream: it ends after `count` of them, and waits for no more. */
export function take<S>(place: Take<S>, stream: S, count: u32): Take<S> {
  return place.begin(stream, count);
}

/**
 * A stream of the first values of another. See `take`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Take<S> extends Future<valueof<S>> {
  private stream: S;
  private left: u32;
  /** False if it has ended. */
  hasValue: bool;

  begin(stream: S, count: u32): Take<S> {
    this.stream = stream;
    this.left = count;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Take<S>>): Next<Take<S>> {
    return place.begin(this);
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    this.hasValue = false;
    if (this.left == 0) return true;
    if (!this.stream.poll()) return false;
    this.hasValue = this.stream.hasValue;
    this.left--;
    return true;
  }

  output(): valueof<S> {
    return this.stream.output();
  }
}

/** The values of two streams of one type, as they come, each in its turn. It ends with both. */
export function merge<A, B>(place: Merge<A, B>, a: A, b: B): Merge<A, B> {
  return place.begin(a, b);
}

/**
 * A stream of the values of two others. See `merge`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Merge<A, B> extends Future<valueof<A>> {
  private a: A;
  private b: B;
  /** Whether the value at hand is the second one's. */
  private isOfB: bool;
  private endedA: bool;
  private endedB: bool;
  /** False if both have ended. */
  hasValue: bool;

  begin(a: A, b: B): Merge<A, B> {
    this.a = a;
    this.b = b;
    this.isOfB = true;
    this.endedA = false;
    this.endedB = false;
    return this;
  }

  /** Waits for the next value. */
  next(place: Next<Merge<A, B>>): Next<Merge<A, B>> {
    return place.begin(this);
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    this.hasValue = true;
    // Who had the last value comes second.
    if (this.isOfB) {
      if (this.pollA() || this.pollB()) return true;
    } else if (this.pollB() || this.pollA()) return true;
    if (!this.endedA || !this.endedB) return false;
    this.hasValue = false;
    return true;
  }

  private pollA(): bool {
    if (this.endedA || !this.a.poll()) return false;
    this.endedA = !this.a.hasValue;
    this.isOfB = false;
    return !this.endedA;
  }

  private pollB(): bool {
    if (this.endedB || !this.b.poll()) return false;
    this.endedB = !this.b.hasValue;
    this.isOfB = true;
    return !this.endedB;
  }

  output(): valueof<A> {
    return this.isOfB ? this.b.output() : this.a.output();
  }
}
