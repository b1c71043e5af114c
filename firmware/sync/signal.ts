/**
 * The latest value from one task to another. A value that nobody has taken yet is replaced by the
 * next one; each value is taken once, by the one who has waited longest.
 */
import { Holding, kept, Receiving } from "../executor/value";
import { WaitList } from "../executor/wait-list";

/** `const speed = Signal.create<u16>()` at the top of a file. 8 bytes, and those of the value. */
@unmanaged
export class Signal<T> extends Holding<T> {
  private waiters: usize;
  /** @internal */
  value: T;
  private isFull: bool;
  private isPromised: bool;

  /** Makes one without a value. */
  static create<T>(home: Signal<T>): Signal<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Signal<T>>());
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Signal<T>>("waiters"));
  }

  /** Leaves a value, in place of one that nobody has taken. */
  signal(value: T): void {
    this.value = kept<Signal<T>, T>(this, value);
    this.isFull = true;
    this.settle();
  }

  /** Waits for a value, and takes it. */
  wait(place: Wait<T>): Wait<T> {
    return place.begin(this);
  }

  /** As `wait`, for `for await`; such a loop never ends. */
  next(place: Wait<T>): Wait<T> {
    return place.begin(this);
  }

  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool {
    // Full, and not promised: one comparison of the two.
    return <u32>this.isFull > <u32>this.isPromised;
  }

  /**
   * Takes the value if there is one now.
   * @returns the value, or `otherwise` if there is none. A record is valid until the next signal.
   */
  tryTake(otherwise: T): T {
    if (!this.hasValue) return otherwise;
    this.isFull = false;
    return this.value;
  }

  /** Forgets a value that is not promised to somebody. Whoever waits goes on waiting. */
  reset(): void {
    if (!this.isPromised) this.isFull = false;
  }

  /** @internal */
  take(): T {
    this.isFull = false;
    return this.value;
  }

  /** @internal */
  usePromise(): void {
    this.isPromised = false;
  }

  /** @internal */
  settle(): void {
    if (this.hasValue) this.isPromised = this.waiting.grantFirst();
  }
}

/**
 * Ready when it has taken the signal's value; the output is that value.
 *
 * **Cancel safety:** cancel safe. The value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
@unmanaged
export class Wait<T> extends Receiving<T> {
  begin(signal: Signal<T>): Wait<T> {
    this.clear();
    this.owner = changetype<usize>(signal);
    return this;
  }

  /** A signal has no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const signal = changetype<Signal<T>>(this.owner);
    if (this.takeGrant()) signal.usePromise();
    else if (!signal.hasValue) {
      signal.waiting.append(changetype<usize>(this));
      return false;
    }
    this.value = kept<Wait<T>, T>(this, signal.take());
    return true;
  }

  drop(): void {
    const signal = changetype<Signal<T>>(this.owner);
    if (!signal.waiting.remove(changetype<usize>(this))) return;
    signal.usePromise();
    signal.settle();
  }
}
