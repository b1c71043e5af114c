/**
 * Input pins and waits for their edges.
 *
 * From `listen` on every edge is an interrupt, delivered in order, and counted until a wait takes it: see
 * edge-counter.ts. Two readers that must each see every edge have an `Input` each: any number may watch
 * one pin.
 *
 * When the host's interrupt ring overflows, which it reports, the levels are read anew, so that an
 * input never gets stuck at a level the pin no longer has.
 */
import { Waker } from "../../firmware/executor/waker";
import { Waiting } from "../../firmware/executor/wait-list";
import { Instant } from "../../firmware/time/duration";
import { gpio_configure, gpio_read, PinMode } from "../generated/bindings";
import { EdgeCounter, Want } from "./edge-counter";
import { Level } from "./output";
import { ListenerKind, PinListener } from "./pin-listener";

/** What holds the pin while nothing drives it. */
export enum Pull {
  None = 0,
  Up = 1,
  Down = 2,
}

/** Makes `pin` an input. */
export function makeInput(pin: u16, pull: Pull): void {
  let mode = PinMode.Input;
  if (pull == Pull.Up) mode = PinMode.InputPullUp;
  else if (pull == Pull.Down) mode = PinMode.InputPullDown;
  gpio_configure(pin, mode);
}

/**
 * An input pin: `const button = Input.at(4, Pull.Up)` in an async function or at the top of a file.
 * 28 bytes. A hand-written future embeds it, and calls `begin`.
 */
@unmanaged
export class Input extends EdgeCounter {
  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  static at(place: Input, pin: u16, pull: Pull = 0): Input {
    place.kind = <u8>ListenerKind.None;
    place.waiters = 0;
    return place.begin(pin, pull);
  }

  /** When the newest edge came. */
  lastEdge: Instant;
  /** Edges seen since `listen`, modulo 2³². */
  edges: u32;

  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  begin(pin: u16, pull: Pull = 0): Input {
    this.drop();
    this.pin = pin;
    makeInput(pin, pull);
    return this;
  }

  /** The level now. */
  read(): Level {
    return <Level>gpio_read(this.pin);
  }

  /** Counts edges from now on; the level now is where they start. Harmless when repeated. */
  listen(): Input {
    if (this.isListening) return this;
    this.pending = 0;
    this.edges = 0;
    this.known = this.attach(ListenerKind.Input);
    return this;
  }

  /** Waits for the next low-to-high edge not yet taken. */
  risingEdge(place: PinWait): PinWait {
    return place.begin(this, Want.Rising);
  }

  /** Waits for the next high-to-low edge not yet taken. */
  fallingEdge(place: PinWait): PinWait {
    return place.begin(this, Want.Falling);
  }

  /** Waits for the next edge not yet taken. */
  anyEdge(place: PinWait): PinWait {
    return place.begin(this, Want.Any);
  }

  /** Waits until the level is high; ready at once if it is. Takes no edge. */
  high(place: PinWait): PinWait {
    return place.begin(this, Want.High);
  }

  /** Waits until the level is low; ready at once if it is. Takes no edge. */
  low(place: PinWait): PinWait {
    return place.begin(this, Want.Low);
  }

  /**
   * Wakes those who find what they want. They take it in their own poll.
   * @internal
   */
  notify(): void {
    const list = this.list;
    for (let node = list.first; node; node = list.after(node)) {
      const wait = changetype<PinWait>(node);
      if (this.found(wait.want) >= 0) wait.waker.wake();
    }
  }

  private edge(level: u8, time: Instant): void {
    // The level that was read while arming, or one whose edge was lost with its opposite.
    if (level == this.known) return;
    this.count(level);
    this.lastEdge = time;
    this.edges++;
    this.notify();
  }

  /** Stops listening. Its waits must have been dropped. */
  drop(): void {
    if (!this.isListening) return;
    if (!ASC_NO_ASSERT)
      assert(this.list.isEmpty, "an input was dropped while something waits for it");
    this.detach();
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = PinListener.first(ListenerKind.Input); at;) {
      const input = changetype<Input>(at);
      if (input.pin == pin) input.edge(level != 0 ? 1 : 0, time);
      at = input.next(ListenerKind.Input);
    }
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(time: i64): void {
    for (let at = PinListener.first(ListenerKind.Input); at;) {
      const input = changetype<Input>(at);
      input.edge(<u8>gpio_read(input.pin), time);
      at = input.next(ListenerKind.Input);
    }
  }
}

/**
 * A wait for an edge or a level of an input. Begin it with one of the methods of `Input`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
@unmanaged
export class PinWait extends Waiting<void> {
  private input: Input;
  want: Want;

  begin(input: Input, want: Want): PinWait {
    this.clear();
    this.input = input;
    this.want = want;
    input.listen();
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    const input = this.input;
    const list = input.list;
    const self = changetype<usize>(this);
    const edges = input.found(this.want);
    // Those who wait longer for the same come first.
    if (edges >= 0 && (edges == 0 || this.isNext())) {
      input.take(edges);
      if (this.isLinked) list.remove(self);
      // What is left may be for another.
      if (edges) input.notify();
      return true;
    }
    if (!this.isLinked) list.append(self);
    else this.waker = Waker.current();
    return false;
  }

  private isNext(): bool {
    const list = this.input.list;
    for (let node = list.first; node; node = list.after(node)) {
      if (node == changetype<usize>(this)) return true;
      const wait = changetype<PinWait>(node);
      if (wait.want < Want.High && this.input.found(wait.want) > 0) return false;
    }
    return true;
  }

  drop(): void {
    if (!this.isLinked) return;
    this.input.list.remove(changetype<usize>(this));
    this.input.notify();
  }
}
