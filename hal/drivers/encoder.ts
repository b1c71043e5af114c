/**
 * Rotary encoders: knobs that turn without an end, click by click.
 *
 * Two contacts open and close a quarter of a step apart, and which one leads tells the direction:
 *
 * ```
 *   A  ──┐     ┌─────┐     ┌──       clockwise: A leads
 *        └─────┘     └─────┘
 *   B  ─────┐     ┌─────┐     ┌
 *           └─────┘     └─────┘
 *      │           │           │     the knob rests here: 4 quarters a detent
 * ```
 *
 * Each change of one contact is a quarter forwards or back, so a contact that bounces goes to and fro on
 * the spot and counts for nothing. What is told are whole detents.
 */
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { panic } from "../../firmware/report/panic";
import { gpio_read } from "../generated/bindings";
import { makeInput, Pull } from "./input";
import { ListenerKind, PinListener } from "./pin-listener";

/** Bits of (state before) * 4 + (state after), a state being A * 2 + B, that are a quarter forwards. */
const FORWARDS: u32 = (1 << 0b11_01) | (1 << 0b01_00) | (1 << 0b00_10) | (1 << 0b10_11);
const BACK: u32 = (1 << 0b11_10) | (1 << 0b10_00) | (1 << 0b00_01) | (1 << 0b01_11);

/** A rotary encoder: `const knob = Encoder.at(2, 3)`. 32 bytes. */
@unmanaged
export class Encoder {
  /**
   * Makes two pins the inputs of an encoder, which is at rest now.
   * @param a logical pin number of the contact that leads when it is turned clockwise.
   * @param b of the other one.
   * @param perDetent quarters from one detent to the next: 4 for most, 2 for some, 1 without detents.
   * @param pull what holds the pins while their contacts are open.
   */
  static at(place: Encoder, a: u16, b: u16, perDetent: u8 = 4, pull: Pull = 1): Encoder {
    place.a.kind = <u8>ListenerKind.None;
    place.b.kind = <u8>ListenerKind.None;
    place.waiters = 0;
    return place.begin(a, b, perDetent, pull);
  }

  private listenerA1: u32;
  private listenerA2: u32;
  private listenerB1: u32;
  private listenerB2: u32;
  private waiters: usize;
  /** Detents since it was made, clockwise, modulo 2³². */
  position: i32;
  /** What `turned` has told of them. */
  private told: i32;
  /** Quarters past the last detent. */
  private quarters: i8;
  private perDetent: u8;
  private rest: u8;
  /**
   * How often both contacts were found changed after edges were lost, up to 255: then nobody knows which
   * way it was turned. `lostInterrupts` tells of all losses.
   */
  skipped: u8;

  private get a(): PinListener {
    return changetype<PinListener>(this);
  }

  private get b(): PinListener {
    return changetype<PinListener>(changetype<usize>(this) + offsetof<Encoder>("listenerB1"));
  }

  /** @internal */
  get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Encoder>("waiters"));
  }

  /** As `at`, for hand-written futures that embed an encoder. */
  begin(a: u16, b: u16, perDetent: u8 = 4, pull: Pull = 1): Encoder {
    if (perDetent == 0 || perDetent == 3 || perDetent > 4) {
      panic("an encoder has 1, 2 or 4 quarters from one detent to the next");
    }
    this.drop();
    this.position = 0;
    this.told = 0;
    this.quarters = 0;
    this.skipped = 0;
    this.perDetent = perDetent;
    this.a.pin = a;
    this.b.pin = b;
    makeInput(a, pull);
    makeInput(b, pull);
    this.a.known = this.a.attach(ListenerKind.EncoderA);
    this.b.known = this.b.attach(ListenerKind.EncoderB);
    this.rest = this.state;
    return this;
  }

  /** Waits until it is turned, and gives by how many detents since it was told: more than 0 is clockwise. */
  turned(place: Turn): Turn {
    return place.begin(this);
  }

  /** As `turned`: `for await (const by of knob)`. */
  next(place: Turn): Turn {
    return place.begin(this);
  }

  /**
   * What nobody was told of yet.
   * @internal
   */
  get news(): i32 {
    return this.position - this.told;
  }

  /** @internal */
  tell(): void {
    this.told = this.position;
  }

  private get state(): u8 {
    return (this.a.known << 1) | this.b.known;
  }

  private change(contact: PinListener, level: u8): void {
    if (contact.known == level) return;
    const before = this.state;
    contact.known = level;
    this.step((before << 2) | this.state);
  }

  private step(change: u32): void {
    if ((FORWARDS >> change) & 1) this.quarters++;
    else if ((BACK >> change) & 1) this.quarters--;
    const state = <u8>(change & 3);
    const isAtRest =
      this.perDetent == 1 ||
      state == this.rest ||
      (this.perDetent == 2 && state == (this.rest ^ 3));
    if (!isAtRest) return;
    // At rest it is at a detent, wherever the quarters that were seen lead to: nearer to the next one
    // than to this.
    const by =
      this.quarters * 2 >= <i8>this.perDetent
        ? 1
        : this.quarters * 2 <= -(<i8>this.perDetent)
          ? -1
          : 0;
    this.quarters = 0;
    if (by == 0) return;
    this.position += by;
    const list = this.list;
    for (let node = list.first; node; node = list.after(node)) changetype<Turn>(node).waker.wake();
  }

  /** Levels as they are, after edges were lost. */
  private look(): void {
    const before = this.state;
    this.a.known = <u8>gpio_read(this.a.pin);
    this.b.known = <u8>gpio_read(this.b.pin);
    const state = this.state;
    if ((before ^ state) == 3 && this.skipped < u8.MAX_VALUE) this.skipped++;
    this.step((before << 2) | state);
  }

  /** Stops listening. Its waits must have been dropped. */
  drop(): void {
    if (!this.a.isListening) return;
    if (!ASC_NO_ASSERT)
      assert(this.list.isEmpty, "an encoder was dropped while something waits for it");
    this.a.detach();
    this.b.detach();
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, _time: i64): void {
    for (let at = PinListener.first(ListenerKind.EncoderA); at;) {
      const encoder = changetype<Encoder>(at);
      if (encoder.a.pin == pin) encoder.change(encoder.a, <u8>(level != 0));
      else if (encoder.b.pin == pin) encoder.change(encoder.b, <u8>(level != 0));
      at = encoder.a.nextOf(ListenerKind.EncoderA);
    }
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = PinListener.first(ListenerKind.EncoderA); at;) {
      const encoder = changetype<Encoder>(at);
      encoder.look();
      at = encoder.a.nextOf(ListenerKind.EncoderA);
    }
  }
}

/**
 * A wait for an encoder; its output is by how many detents it was turned. Begin it with `Encoder.turned`.
 *
 * **Cancel safety:** cancel safe. Nothing is told before the poll that says ready, and what is not told
 * is there for the next wait.
 */
@unmanaged
export class Turn extends Waiting<i32> {
  private encoder: Encoder;
  private by: i32;

  begin(encoder: Encoder): Turn {
    this.clear();
    this.encoder = encoder;
    return this;
  }

  /** An encoder has no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const encoder = this.encoder;
    const self = changetype<usize>(this);
    this.by = encoder.news;
    if (this.by == 0) {
      if (this.isLinked) this.waker = Waker.current();
      else encoder.list.append(self);
      return false;
    }
    encoder.tell();
    if (this.isLinked) encoder.list.remove(self);
    return true;
  }

  output(): i32 {
    return this.by;
  }

  drop(): void {
    if (this.isLinked) this.encoder.list.remove(changetype<usize>(this));
  }
}
