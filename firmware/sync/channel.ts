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
 *
 * A channel never grows: who sends faster than others receive has to wait, and that is all there is
 * to back-pressure. Where nobody may wait, `forceSend` loses the oldest value and counts it.
 */
import { aligned, at, put, widthOf } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";
import { Receive, Reserve, Send, Sender } from "./channel-ends";

/**
 * `const readings = Channel.create<u32>(8)` at the top of a file. 24 bytes, and those of its values;
 * records take a multiple of eight each.
 */
@unmanaged
export class Channel<T> {
  private waitingReceivers: usize;
  private waitingSenders: usize;
  /** Most values it holds at a time. */
  capacity: u16;
  private head: u16;
  /** Values in it now. */
  length: u16;
  private promised: u16;
  private kept: u16;
  private handles: u16;
  /** Values that `forceSend` has lost; stays at 65,535 when it gets there. */
  lost: u16;
  /** Whether it was closed: nothing more goes in. */
  isClosed: bool;

  /**
   * Makes an empty channel.
   * @param capacity most values it holds at a time, 1 to 65,535; a constant.
   */
  static create<T>(home: Channel<T>, capacity: u32): Channel<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Channel<T>>());
    home.capacity = <u16>capacity;
    return home;
  }

  /** @internal */
  @inline get receivers(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Channel<T>>("waitingReceivers"));
  }

  /** @internal */
  @inline get senders(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Channel<T>>("waitingSenders"));
  }

  /** Waits until there is room, and puts the value in. False if the channel is closed. */
  send(place: Send<T>, value: T): Send<T> {
    return place.begin(this, value);
  }

  /** Waits for a value, and takes it out. At the end of a closed channel there is none. */
  receive(place: Receive<T>): Receive<T> {
    return place.begin(this);
  }

  /** As `receive`, for `for await`: the loop ends when the channel is closed and empty. */
  next(place: Receive<T>): Receive<T> {
    return place.begin(this);
  }

  /** Waits until there is room, and keeps it until the block ends or the value is sent. */
  reserve(place: Reserve<T>): Reserve<T> {
    return place.begin(this);
  }

  /** A sender that closes the channel at the end of its block, if no other one is left. */
  sender(place: Sender<T>): Sender<T> {
    this.handles++;
    return place.begin(this);
  }

  /**
   * Puts the value in if there is room for it now.
   * @returns false if there is not, or the channel is closed; then nothing has happened.
   */
  trySend(value: T): bool {
    if (!this.hasRoom || this.isClosed) return false;
    this.put(value);
    return true;
  }

  /**
   * Puts the value in at once, in place of the oldest one if it is full. If every place is kept for
   * senders who wait, it is this value that is lost.
   * @returns whether nothing was lost.
   */
  forceSend(value: T): bool {
    if (this.trySend(value)) return true;
    if (this.lost < u16.MAX_VALUE) this.lost++;
    if (this.length == 0 || this.isClosed) return false;
    this.head = this.head + 1 == this.capacity ? 0 : this.head + 1;
    this.length--;
    this.put(value);
    return false;
  }

  /**
   * Takes a value out if there is one now.
   * @returns the value, or `otherwise` if there is none. A record is valid until the next send.
   */
  tryReceive(otherwise: T): T {
    if (!this.hasValue) return otherwise;
    const value = this.first;
    this.removeFirst();
    return value;
  }

  /** Whether there is a value that is not promised to somebody. */
  get hasValue(): bool {
    return this.length > this.promised;
  }

  /** Whether there is a place that is not kept for somebody. */
  get hasRoom(): bool {
    return <u32>this.length + this.kept < this.capacity;
  }

  /**
   * Lets nothing more in. Senders that wait are told so; what is in it can still be received, and then
   * receivers learn that it has ended.
   */
  close(): void {
    this.isClosed = true;
    this.senders.grantAll(Answer.Gone);
    this.settle();
  }

  /** Throws away all values that are not promised to somebody. */
  clear(): void {
    this.length = this.promised;
    this.settle();
  }

  /** Whether nothing is in it, nor will be. */
  get hasEnded(): bool {
    return this.isClosed && !this.hasValue && this.kept == 0;
  }

  private cell(index: u32): usize {
    return (
      aligned<T>(changetype<usize>(this) + offsetof<Channel<T>>()) + <usize>index * widthOf<T>()
    );
  }

  /**
   * The oldest value.
   * @internal
   */
  get first(): T {
    return at<T>(this.cell(this.head));
  }

  /** @internal */
  put(value: T): void {
    let index = <u32>this.head + this.length;
    if (index >= this.capacity) index -= this.capacity;
    put<T>(this.cell(index), value);
    this.length++;
    this.settle();
  }

  /** @internal */
  removeFirst(): void {
    this.head = this.head + 1 == this.capacity ? 0 : this.head + 1;
    this.length--;
    this.settle();
  }

  /**
   * Uses up what was promised to a receiver.
   * @internal
   */
  usePromise(): void {
    this.promised--;
  }

  /** @internal */
  keepOne(): void {
    this.kept++;
  }

  /**
   * Uses up what was kept for a sender.
   * @internal
   */
  useKept(): void {
    this.kept--;
  }

  /**
   * Closes the channel with its last sender.
   * @internal
   */
  releaseSender(): void {
    if (--this.handles == 0) this.close();
  }

  /**
   * Promises what is free to those who wait.
   * @internal
   */
  settle(): void {
    while (this.hasValue && this.receivers.grantFirst()) this.promised++;
    while (this.hasRoom && this.senders.grantFirst()) this.kept++;
    if (this.hasEnded) this.receivers.grantAll(Answer.Gone);
  }
}
