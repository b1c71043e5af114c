/**
 * Input pins and waits for their edges.
 *
 * From `listen` on every edge is an interrupt, delivered in order. Edges of one pin alternate, so a
 * count of the edges not yet taken and the level after the last of them say all about their order:
 *
 * ```
 *                 ┌────┐       ┌──────
 *   level ────────┘    └───────┘            level = High, pending = 3:
 *                 ^    ^       ^            rising, falling, rising
 *          listen()    3 edges pending
 * ```
 *
 * A wait takes edges from the front up to the first one of its kind; the ones it passes over are
 * gone for this `Input`. So an edge between two waits is not lost, and no edge answers two waits.
 * Two readers that must each see every edge have an `Input` each: any number may watch one pin.
 *
 * When the host's interrupt ring overflows, which it reports, the levels are read anew, so that an
 * input never gets stuck at a level the pin no longer has.
 */
import { Waker } from "../../firmware/executor/waker";
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Instant } from "../../firmware/time/duration";
import { Edges, gpio_configure, gpio_listen, gpio_read, PinMode } from "../generated/bindings";
import { Level } from "./output";

/** What holds the pin while nothing drives it. */
export enum Pull {
  None = 0,
  Up = 1,
  Down = 2,
}

/** Head of the list of inputs that listen. */
const listening: usize = memory.data(4, 4);

/**
 * An input pin: `const button = Input.at(4, Pull.Up)` in an async function or at the top of a file.
 * 28 bytes. A hand-written future embeds it, and calls `begin`.
 */
@unmanaged
export class Input {
  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  static at(place: Input, pin: u16, pull: Pull = 0): Input {
    place.flags = 0;
    place.waiters = 0;
    return place.begin(pin, pull);
  }

  /** When the newest edge came. */
  lastEdge: Instant;
  /** Next input that listens. */
  private link: usize;
  private waiters: usize;
  /** Edges not taken yet. */
  pending: u32;
  /** Edges seen since `listen`, modulo 2³². */
  edges: u32;
  private pin: u16;
  private flags: u8;
  /** Level after the newest edge. */
  private known: u8;

  /**
   * Makes `pin` an input.
   * @param pin logical pin number, as the board counts.
   */
  begin(pin: u16, pull: Pull = 0): Input {
    this.drop();
    this.pin = pin;
    let mode = PinMode.Input;
    if (pull == Pull.Up) mode = PinMode.InputPullUp;
    else if (pull == Pull.Down) mode = PinMode.InputPullDown;
    gpio_configure(pin, mode);
    return this;
  }

  /** The level now. */
  read(): Level {
    return <Level>gpio_read(this.pin);
  }

  /** Counts edges from now on; the level now is where they start. Harmless when repeated. */
  listen(): Input {
    if (this.flags) return this;
    this.flags = 1;
    this.pending = 0;
    this.edges = 0;
    this.link = load<usize>(listening);
    store<usize>(listening, changetype<usize>(this));
    // Armed first and read second: an edge in between is delivered, and `edge` sees that the level
    // it brings is known already.
    gpio_listen(this.pin, Edges.Both);
    this.known = <u8>gpio_read(this.pin);
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

  /** Waits until the level is high; ready at once if it is. Takes no edge. */
  high(place: PinWait): PinWait {
    return place.begin(this, Want.High);
  }

  /** Waits until the level is low; ready at once if it is. Takes no edge. */
  low(place: PinWait): PinWait {
    return place.begin(this, Want.Low);
  }

  /** @internal */
  get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Input>("waiters"));
  }

  /** The level before the first pending edge. */
  private get before(): u8 {
    return this.known ^ (<u8>(this.pending & 1));
  }

  /** Whether `want` is there, and how many edges it takes: 0 for a level. -1: it is not there. */
  found(want: Want): i32 {
    if (want == Want.High) return this.known ? 0 : -1;
    if (want == Want.Low) return this.known ? -1 : 0;
    let take: u32 = 1;
    if (want != Want.Any) {
      const first: Want = this.before ? Want.Falling : Want.Rising;
      if (first != want) take = 2;
    }
    return this.pending >= take ? <i32>take : -1;
  }

  /** @internal */
  take(edges: i32): void {
    this.pending -= edges;
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
    this.known = level;
    this.lastEdge = time;
    this.edges++;
    if (this.pending < u32.MAX_VALUE) this.pending++;
    this.notify();
  }

  /** Stops listening. Its waits must have been dropped. */
  drop(): void {
    if (!this.flags) return;
    if (!ASC_NO_ASSERT)
      assert(this.list.isEmpty, "an input was dropped while something waits for it");
    this.flags = 0;
    let shared = false;
    let place = listening;
    for (let at = load<usize>(place); at; at = load<usize>(place)) {
      const input = changetype<Input>(at);
      if (input == this) {
        store<usize>(place, this.link);
        continue;
      }
      if (input.pin == this.pin) shared = true;
      place = at + offsetof<Input>("link");
    }
    if (!shared) gpio_listen(this.pin, Edges.None);
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = load<usize>(listening); at; at = changetype<Input>(at).link) {
      const input = changetype<Input>(at);
      if (input.pin == pin) input.edge(level != 0 ? 1 : 0, time);
    }
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(time: i64): void {
    for (let at = load<usize>(listening); at; at = changetype<Input>(at).link) {
      const input = changetype<Input>(at);
      input.edge(<u8>gpio_read(input.pin), time);
    }
  }
}

/** What a wait waits for. */
enum Want {
  Rising,
  Falling,
  Any,
  High,
  Low,
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
