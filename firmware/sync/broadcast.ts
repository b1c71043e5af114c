/**
 * Every value to every subscriber. The last `capacity` values are kept; who falls further behind is
 * told how many it has missed, and goes on with the oldest that is left. Publishing never waits.
 *
 * ```
 *            ┌───┬───┬───┬───┐
 *   ring     │ 9 │ 6 │ 7 │ 8 │      sent = 10: values 0 to 9
 *            └───┴───┴───┴───┘
 *                ^ tail: the next one goes here
 *
 *   a subscriber that has seen 8 gets 8 and 9; one that has seen 3 has missed 3, 4 and 5
 * ```
 */
import { aligned, at, kept, none, put, Receiving, widthOf } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";

/** `const readings = Broadcast.create<f32>(4)` at the top of a file. 16 bytes, and those of its values. */
@unmanaged
export class Broadcast<T> {
  private waiters: usize;
  /** Values published so far, modulo 2³². */
  sent: u32;
  /** Values that are kept for those who are behind. */
  capacity: u16;
  private tail: u16;
  /** Whether it was closed: subscribers get what is left and then learn that it has ended. */
  isClosed: bool;

  /**
   * Makes one without values.
   * @param capacity values kept for those who are behind, 1 to 65,535; a constant.
   */
  static create<T>(home: Broadcast<T>, capacity: u32): Broadcast<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Broadcast<T>>());
    home.capacity = <u16>capacity;
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Broadcast<T>>("waiters"));
  }

  private cell(index: u32): usize {
    return (
      aligned<T>(changetype<usize>(this) + offsetof<Broadcast<T>>()) + <usize>index * widthOf<T>()
    );
  }

  /** Gives a value to all subscribers; what is published after `close` is lost. */
  publish(value: T): void {
    if (this.isClosed) return;
    put<T>(this.cell(this.tail), value);
    this.tail = this.tail + 1 == this.capacity ? 0 : this.tail + 1;
    this.sent++;
    this.waiting.grantAll(Answer.Idle);
  }

  /** Ends it for those who subscribe, once they have got what is left. */
  close(): void {
    this.isClosed = true;
    this.waiting.grantAll(Answer.Idle);
  }

  /** Begins to follow it: `const mine = readings.subscribe()`. The next value is the first. */
  subscribe(place: Subscriber<T>): Subscriber<T> {
    return place.begin(this);
  }

  /**
   * The value that has `behind` newer ones, itself included: 1 to `capacity`.
   * @internal
   */
  back(behind: u32): T {
    const index = <u32>this.tail + this.capacity - behind;
    return at<T>(this.cell(index >= this.capacity ? index - this.capacity : index));
  }
}

/** One who follows a broadcast. 8 bytes. */
@unmanaged
export class Subscriber<T> {
  /** @internal */
  source: Broadcast<T>;
  /** @internal */
  seen: u32;

  begin(source: Broadcast<T>): Subscriber<T> {
    this.source = source;
    this.seen = source.sent;
    return this;
  }

  /** Waits for the next value; `for await` follows until the broadcast is closed. */
  next(place: Published<T>): Published<T> {
    return place.begin(this);
  }

  /** Values published that this one has not got, missed ones included. */
  get behind(): u32 {
    return this.source.sent - this.seen;
  }
}

/**
 * Ready when there is a value for the subscriber, or the broadcast has ended; the output is that value.
 *
 * **Cancel safety:** cancel safe. A value counts as seen in the poll that says ready.
 */
@unmanaged
export class Published<T> extends Receiving<T> {
  /** False if the broadcast has ended. */
  hasValue: bool;
  /** Values missed in front of this one. */
  missed: u32;

  begin(subscriber: Subscriber<T>): Published<T> {
    this.clear();
    this.owner = changetype<usize>(subscriber);
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const subscriber = changetype<Subscriber<T>>(this.owner);
    const source = subscriber.source;
    let behind = subscriber.behind;
    this.hasValue = behind > 0;
    this.missed = 0;
    if (!behind) {
      this.value = none<T>();
      if (source.isClosed) return true;
      source.waiting.append(changetype<usize>(this));
      return false;
    }
    if (behind > source.capacity) {
      this.missed = behind - source.capacity;
      behind = source.capacity;
    }
    this.value = kept<Published<T>, T>(this, source.back(behind));
    subscriber.seen = source.sent - behind + 1;
    return true;
  }

  drop(): void {
    changetype<Subscriber<T>>(this.owner).source.waiting.remove(changetype<usize>(this));
  }
}
