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
import { Answer, Waiting } from "../../firmware/executor/wait-list";
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

  /** When the newest edge came; 0 if none has. */
  lastEdge: Instant;
  /** Edges seen since `listen`, modulo 2³². */
  edgeCount: u32;

  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  begin(pin: u16, pull: Pull = 0): Input {
    this.drop();
    this.pin = pin;
    this.pending = 0;
    this.edgeCount = 0;
    this.lastEdge = 0;
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
    this.edgeCount = 0;
    this.known = this.attach(ListenerKind.Input);
    return this;
  }

  /** Forgets the edges not taken yet. */
  clear(): void {
    this.pending = 0;
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

  /** A stream of all edges not yet taken, each as the level that follows it. */
  edges(place: EdgeStream): EdgeStream {
    return place.begin(this);
  }

  /** As `edges`: `for await (const level of input)`. */
  next(place: EdgeStream): EdgeStream {
    return place.begin(this);
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
    this.edgeCount++;
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
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const input = changetype<Input>(at);
      if (input.isAt(ListenerKind.Input, pin)) input.edge(level != 0 ? 1 : 0, time);
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
      at = input.nextOf(ListenerKind.Input);
    }
  }
}

/** The base of waits at an input. */
@unmanaged
export abstract class EdgeWait<T> extends Waiting<T> {
  protected input: Input;
  /** @internal */
  want: Want;

  protected start(input: Input, want: Want): void {
    this.clear();
    this.input = input;
    this.want = want;
    input.listen();
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  protected isReady(): bool {
    const input = this.input;
    const list = input.list;
    const self = changetype<usize>(this);
    const edges = input.found(this.want);
    // Those who wait longer for the same come first.
    if (edges >= 0 && (edges == 0 || this.isNext())) {
      input.take(edges);
      if (this.isLinked) list.take(self, Answer.Idle);
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

/**
 * A wait for an edge or a level of an input. Begin it with one of the methods of `Input`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; a wait dropped
 * before that leaves it to the next.
 */
@unmanaged
export class PinWait extends EdgeWait<void> {
  begin(input: Input, want: Want): PinWait {
    this.start(input, want);
    return this;
  }

  poll(): bool {
    return this.isReady();
  }
}

/**
 * The edges of an input, one after the other; each is given as the level that follows it. See
 * `Input.edges`.
 *
 * **Cancel safety:** cancel safe. An edge is taken in the poll that says ready; one that is not taken
 * is there for the next wait.
 */
@unmanaged
export class EdgeStream extends EdgeWait<Level> {
  private level: u8;

  begin(input: Input): EdgeStream {
    this.start(input, Want.Any);
    return this;
  }

  /** Edges have no end. */
  get hasValue(): bool {
    return true;
  }

  poll(): bool {
    if (!this.isReady()) return false;
    this.level = this.input.before;
    return true;
  }

  output(): Level {
    return <Level>this.level;
  }
}
