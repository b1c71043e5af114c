/**
 * Pulses of a pin with their widths, as the time stamps of the interrupts tell, for signals that are faster than tasks
 * are polled: remote controls, sensors with a protocol of pulses.
 *
 * ```
 *       ┌────────┐     ┌─────
 *   ────┘        └─────┘          each edge ends a pulse: its level, and how long it lasted
 *       ?        9      6         of the first one nobody knows how long it was there
 * ```
 *
 * They are kept in a ring until somebody takes them, so it does not matter when the task is polled.
 */
import { Elements } from "../../firmware/executor/value";
import { WaitList } from "../../firmware/executor/wait-list";
import { Duration, Instant, NEVER } from "../../firmware/time/duration";
import { gpio_read } from "../generated/bindings";
import { CaptureWait, Pulse, Pulses } from "./capture-waits";
import { makeInput, Pull } from "./input";
import { Level } from "./output";
import { ListenerKind, PinListener } from "./pin-listener";

/** Of a pulse whose beginning nobody saw, or that was longer than half an hour. */
const UNKNOWN: u32 = 0x7fff_ffff;

/** `const line = Capture.at(4, 84)` at the top of a file. 32 bytes, and 4 for each pulse. */
@unmanaged
export class Capture extends Elements<u32> {
  private listener1: u32;
  private listener2: u32;
  private waiters: usize;
  /** How many pulses are kept; the newest one has ended. */
  count: u16;
  private head: u16;
  /** When the newest edge came. */
  lastEdge: Instant;
  private capacity: u16;
  /** Pulses that found no room, and gaps where the board could not keep the edges. Stays at 65,535. */
  lost: u16;
  private isBlind: bool;

  /**
   * Makes `pin` an input whose pulses are kept from now on.
   * @param pin logical pin number, as the board counts.
   * @param capacity most pulses it keeps, 1 to 65,535; a constant. The oldest ones are kept.
   * @param pull what holds the pin while nothing drives it.
   */
  static at(home: Capture, pin: u16, capacity: u32, pull: Pull = 0): Capture {
    memory.fill(changetype<usize>(home), 0, offsetof<Capture>());
    home.capacity = <u16>capacity;
    makeInput(pin, pull);
    home.listener.pin = pin;
    home.isBlind = true;
    home.listener.known = home.listener.attach(ListenerKind.Capture);
    return home;
  }

  @inline private get listener(): PinListener {
    return changetype<PinListener>(this);
  }

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Capture>("waiters"));
  }

  /** The level now. */
  read(): Level {
    return <Level>gpio_read(this.listener.pin);
  }

  /**
   * How long a kept pulse lasted, in microseconds; the oldest one is 0. `i32.MAX_VALUE` of the first one, whose
   * beginning nobody saw, and of those longer than half an hour.
   */
  width(index: u32): i32 {
    return index < this.count ? <i32>(this.entry(index) >> 1) : 0;
  }

  /** The level of a kept pulse. */
  level(index: u32): Level {
    return index < this.count ? <Level>(this.entry(index) & 1) : Level.Low;
  }

  /** Forgets the pulses that are kept. */
  clear(): void {
    this.count = 0;
  }

  /**
   * Waits until so many pulses are kept, or as many as there is room for, and gives their number, which is less after
   * `timeout`. They stay there:
   * read them with `width` and `level`, and then `clear` them.
   */
  pulses(place: Pulses, count: u16, timeout: Duration = NEVER): Pulses {
    return place.gather(this, min<u16>(count, this.capacity), timeout);
  }

  /**
   * Waits for the next pulse of a level that was seen from its beginning to its end, takes it, and gives its width in
   * microseconds; -1 after `timeout`. What is passed over is gone.
   */
  pulse(place: Pulse, level: Level, timeout: Duration = NEVER): Pulse {
    return place.next(this, level, timeout);
  }

  /** @internal */
  entry(index: u32): u32 {
    let at = <u32>this.head + index;
    if (at >= this.capacity) at -= this.capacity;
    return load<u32>(changetype<usize>(this) + offsetof<Capture>() + ((<usize>at) << 2));
  }

  /**
   * Takes the oldest pulses up to one of `level` whose width is known.
   * @returns its width, or -1.
   * @internal
   */
  take(level: Level): i32 {
    while (this.count) {
      const entry = this.entry(0);
      this.head = this.head + 1 == this.capacity ? 0 : this.head + 1;
      this.count--;
      if ((entry & 1) == <u32>level && entry >> 1 != UNKNOWN) return <i32>(entry >> 1);
    }
    return -1;
  }

  private edge(level: u8, time: Instant): void {
    const listener = this.listener;
    if (level == listener.known) return;
    const before: u32 = listener.known;
    listener.known = level;
    const width = this.isBlind ? UNKNOWN : <u32>min<u64>(time - this.lastEdge, UNKNOWN);
    this.isBlind = false;
    this.lastEdge = time;
    if (this.count == this.capacity) {
      this.lose();
      return;
    }
    let at = <u32>this.head + this.count;
    if (at >= this.capacity) at -= this.capacity;
    const address = changetype<usize>(this) + offsetof<Capture>() + ((<usize>at) << 2);
    store<u32>(address, (width << 1) | before);
    this.count++;
    const list = this.list;
    for (let node = list.first; node; node = list.after(node)) {
      CaptureWait.ofNode(node).onPulse(<Level>before, this.count);
    }
  }

  private lose(): void {
    if (this.lost < u16.MAX_VALUE) this.lost++;
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const listener = changetype<PinListener>(at);
      if (listener.isAt(ListenerKind.Capture, pin))
        changetype<Capture>(at).edge(<u8>(level != 0), time);
    }
  }

  /**
   * Called by the interrupt table: events were lost. How long the pulse at hand lasts is not known then.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = PinListener.first(ListenerKind.Capture); at;) {
      const capture = changetype<Capture>(at);
      capture.listener.known = <u8>gpio_read(capture.listener.pin);
      capture.isBlind = true;
      capture.lose();
      at = capture.listener.nextOf(ListenerKind.Capture);
    }
  }
}
