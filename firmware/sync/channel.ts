/**
 * A queue of values between tasks, with room for a fixed number of them.
 *
 * ```
 *   senders ──►  ┌───┬───┬───┬───┐  ──► receivers       promised: values that receivers who were
 *   (wait while  │ 3 │ 2 │ 1 │   │   (wait while                  woken will take
 *    it is full) └───┴───┴───┴───┘    it is empty)       kept:     places that senders who were
 *                          head ^                                 woken will fill
 * ```
 *
 * Any number of tasks may send and receive. Both wait first come, first served: what is promised to
 * one who waited longer cannot be taken by one who comes later, and if the former is dropped it goes
 * to the next in line.
 */
import { WaitList, Waiting } from "../executor/wait-list";

/**
 * `const readings = Channel.create<u32>(8)` at the top of a file. 32 bytes, and those of its values.
 */
@unmanaged
export class Channel<T> {
  /**
   * Makes an empty channel.
   * @param capacity most values it holds at a time, from 1; a constant.
   */
  static create<T>(place: Channel<T>, capacity: u32): Channel<T> {
    place.waitingReceivers = 0;
    place.waitingSenders = 0;
    place.capacity = capacity;
    place.head = 0;
    place.length = 0;
    place.promised = 0;
    place.kept = 0;
    return place;
  }

  private waitingReceivers: usize;
  private waitingSenders: usize;
  /** Most values it holds at a time. */
  capacity: u32;
  private head: u32;
  /** Values in it now. */
  length: u32;
  private promised: u32;
  private kept: u32;

  /** @internal */
  get receivers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Channel<T>>("waitingReceivers"));
  }

  /** @internal */
  get senders(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Channel<T>>("waitingSenders"));
  }

  /** Waits until there is room, and puts the value in. */
  send(place: Send<T>, value: T): Send<T> {
    return place.begin(this, value);
  }

  /** Waits for a value, and takes it out. */
  receive(place: Receive<T>): Receive<T> {
    return place.begin(this);
  }

  /**
   * Puts the value in if there is room for it now.
   * @returns false if there is not; then nothing has happened.
   */
  trySend(value: T): bool {
    if (!this.hasRoom) return false;
    this.put(value);
    return true;
  }

  /**
   * Takes a value out if there is one now.
   * @returns the value, or `otherwise` if there is none.
   */
  tryReceive(otherwise: T): T {
    return this.hasValue ? this.take() : otherwise;
  }

  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool {
    return this.length > this.promised;
  }

  /** Whether there is a place that is not kept for somebody. */
  get hasRoom(): bool {
    return this.length + this.kept < this.capacity;
  }

  private at(index: u32): usize {
    const mask = <usize>sizeof<T>() - 1;
    const start = (changetype<usize>(this) + offsetof<Channel<T>>() + mask) & ~mask;
    return start + <usize>index * sizeof<T>();
  }

  /** @internal */
  put(value: T): void {
    let index = this.head + this.length;
    if (index >= this.capacity) index -= this.capacity;
    store<T>(this.at(index), value);
    this.length++;
    this.settle();
  }

  /** @internal */
  take(): T {
    const value = load<T>(this.at(this.head));
    this.head = this.head + 1 == this.capacity ? 0 : this.head + 1;
    this.length--;
    this.settle();
    return value;
  }

  /**
   * Uses up what was promised to a receiver.
   * @internal
   */
  usePromise(): void {
    this.promised--;
  }

  /**
   * Uses up what was kept for a sender.
   * @internal
   */
  useKept(): void {
    this.kept--;
  }

  /**
   * Promises what is free to those who wait.
   * @internal
   */
  settle(): void {
    while (this.hasValue && this.receivers.grantFirst()) this.promised++;
    while (this.hasRoom && this.senders.grantFirst()) this.kept++;
  }
}

/**
 * Ready when a value was taken out of the channel; the output is that value.
 *
 * **Cancel safety:** cancel safe. A value is taken in the poll that says ready; one that was
 * promised goes to the next who waits.
 */
@unmanaged
export class Receive<T> extends Waiting<T> {
  private channel: Channel<T>;
  private value: T;

  begin(channel: Channel<T>): Receive<T> {
    this.clear();
    this.channel = channel;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const channel = this.channel;
    if (this.takeGrant()) channel.usePromise();
    else if (!channel.hasValue) {
      channel.receivers.append(changetype<usize>(this));
      return false;
    }
    this.value = channel.take();
    return true;
  }

  output(): T {
    return this.value;
  }

  drop(): void {
    const channel = this.channel;
    if (!channel.receivers.remove(changetype<usize>(this))) return;
    channel.usePromise();
    channel.settle();
  }
}

/**
 * Ready when its value is in the channel.
 *
 * **Cancel safety:** cancel safe. Until it is ready the value is not in the channel, and after a drop
 * it never will be; a place that was kept for it goes to the next who waits.
 */
@unmanaged
export class Send<T> extends Waiting<void> {
  private channel: Channel<T>;
  private value: T;

  begin(channel: Channel<T>, value: T): Send<T> {
    this.clear();
    this.channel = channel;
    this.value = value;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const channel = this.channel;
    if (this.takeGrant()) channel.useKept();
    else if (!channel.hasRoom) {
      channel.senders.append(changetype<usize>(this));
      return false;
    }
    channel.put(this.value);
    return true;
  }

  drop(): void {
    const channel = this.channel;
    if (!channel.senders.remove(changetype<usize>(this))) return;
    channel.useKept();
    channel.settle();
  }
}
