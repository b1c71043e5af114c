/**
 * Push buttons without the bouncing.
 *
 * A contact bounces when it closes and when it opens, so both are treated alike: a change is told at its
 * first edge, and then nothing is told for a while. At the end of that while the contact is looked at
 * again, so no release is lost that came early:
 *
 * ```
 *   contact   ────┐┌┐┌──────────────┐┌┐┌─────┐┌┐
 *                 └┘└┘              └┘└┘     └┘└───── ...
 *   told      ────┐          ├──────┐        ├──────┐
 *                 └── quiet ─┘      └─ quiet ┘ ...
 * ```
 *
 * To tell at the first edge costs no time, and a tap that is shorter than the quiet time counts. In
 * return a spike on the wire counts, too: a filter of a resistor and a capacitor keeps it away.
 */
import { Duration, Instant, later, millis, NEVER } from "../../firmware/time/duration";
import { now } from "../../firmware/time/clock";
import { gpio_read } from "../generated/bindings";
import { Clicks, Gesture, GestureKind, Hold, Press } from "./button-waits";
import { EdgeCounter } from "./edge-counter";
import { makeInput, Pull } from "./input";
import { ListenerKind, PinListener } from "./pin-listener";

/**
 * A push button: `const button = Button.at(4)` in an async function or at the top of a file. 48 bytes.
 * It counts presses and releases from then on; if it is down at that time, that is no press.
 */
@unmanaged
export class Button extends EdgeCounter {
  /**
   * Makes `pin` the input of a button.
   * @param pin logical pin number, as the board counts.
   * @param pull `Pull.Up`: the button closes to ground, and is down while the pin is low. `Pull.Down`: it
   * closes to the supply. `Pull.None`: it closes to ground, and a resistor outside holds the pin high.
   * @param debounce how long nothing is told after a change. Contacts bounce for 1 to 10 ms.
   */
  static at(place: Button, pin: u16, pull: Pull = 1, debounce: Duration = millis(20)): Button {
    place.kind = <u8>ListenerKind.None;
    place.waiters = 0;
    return place.begin(pin, pull, debounce);
  }

  private changedAt: Instant;
  /** Until when no change is told. */
  private quietUntil: Instant;
  private debounce: Duration;
  /** The contact after the newest edge, bounces included. */
  private contact: u8;
  private isHighDown: bool;
  /** Holds that are longer than this have not been told of the press at hand, plus 1; 0: none was. */
  private toldSpan: Duration;

  /** As `at`, for hand-written futures that embed a button. */
  begin(pin: u16, pull: Pull = 1, debounce: Duration = millis(20)): Button {
    this.drop();
    this.pin = pin;
    this.debounce = debounce;
    this.isHighDown = pull == Pull.Down;
    makeInput(pin, pull);
    this.pending = 0;
    this.changedAt = now();
    this.toldSpan = 0;
    const state = this.stateAt(this.attach(ListenerKind.Button));
    this.known = state;
    this.contact = state;
    // It may have changed a moment ago, and bounce still.
    this.quietUntil = later(this.changedAt, debounce);
    return this;
  }

  /** Whether it is down now, bounces left aside. */
  get isDown(): bool {
    this.settle(now(), 0);
    return this.known != 0;
  }

  /** When it went down or up, last. */
  get since(): Instant {
    this.settle(now(), 0);
    return this.changedAt;
  }

  /** Forgets presses and releases not taken yet. */
  clear(): void {
    this.settle(now(), 0);
    this.pending = 0;
  }

  /** Waits for the next press not yet taken. */
  pressed(place: Press): Press {
    return place.begin(this, GestureKind.Press);
  }

  /** Waits for the next release not yet taken. */
  released(place: Press): Press {
    return place.begin(this, GestureKind.Release);
  }

  /**
   * Waits until it has been down for `span`, from when it went down. Of each press a span is told once:
   * a longer one may follow. The press is taken with it, unless others before it are waiting to be.
   */
  held(place: Hold, span: Duration): Hold {
    return place.hold(this, span);
  }

  /**
   * Waits for clicks, and gives their number: 2 for a double click. They have ended when the button was
   * up for `gap`.
   */
  clicked(place: Clicks, gap: Duration = millis(300)): Clicks {
    return place.gather(this, gap);
  }

  /**
   * Tells what has changed while nothing was to be told.
   * @param except the wait that asks, which need not be woken.
   * @internal
   */
  settle(time: Instant, except: usize): void {
    if (this.contact == this.known || time < this.quietUntil) return;
    this.change(this.quietUntil, except);
  }

  /**
   * When something may be told that no edge tells.
   * @internal
   */
  @inline get nextLook(): Instant {
    return this.quietUntil;
  }

  /**
   * When it will have been down for `span`, or has been; `u64.MAX_VALUE` if that was told, or it is up.
   * One that is shorter than the quiet time has to wait for its end: it may be up by then.
   * @internal
   */
  holdsAt(span: Duration): Instant {
    if (!this.known || span < this.toldSpan) return u64.MAX_VALUE;
    return max(later(this.changedAt, span), this.quietUntil);
  }

  /** @internal */
  tellHold(span: Duration): void {
    this.toldSpan = span + 1;
    if (this.pending == 1) this.pending = 0;
  }

  /**
   * When it will have been up for `gap`, or has been; `NEVER` while it is down.
   * @internal
   */
  restsAt(gap: Duration): Instant {
    return this.known ? NEVER : later(this.changedAt, gap);
  }

  /**
   * Wakes those who wait. They see for themselves what it is to them.
   * @internal
   */
  notify(except: usize): void {
    const list = this.list;
    for (let node = list.first; node; node = list.after(node)) {
      if (node != except) Gesture.ofNode(node).wake();
    }
  }

  private stateAt(level: u8): u8 {
    return <u8>((level != 0) == this.isHighDown);
  }

  private edge(state: u8, time: Instant): void {
    this.settle(time, 0);
    this.contact = state;
    if (state != this.known && time >= this.quietUntil) this.change(time, 0);
  }

  private change(time: Instant, except: usize): void {
    this.count(this.contact);
    this.changedAt = time;
    this.quietUntil = later(time, this.debounce);
    this.toldSpan = 0;
    this.notify(except);
  }

  /** Stops listening. Its waits must have been dropped. */
  drop(): void {
    if (!this.isListening) return;
    if (!ASC_NO_ASSERT)
      assert(this.list.isEmpty, "a button was dropped while something waits for it");
    this.detach();
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const button = changetype<Button>(at);
      if (button.isAt(ListenerKind.Button, pin))
        button.edge(button.stateAt(<u8>(level != 0)), time);
    }
  }

  /**
   * Called by the interrupt table: events were lost.
   * @internal
   */
  static resync(time: i64): void {
    for (let at = PinListener.first(ListenerKind.Button); at;) {
      const button = changetype<Button>(at);
      button.edge(button.stateAt(<u8>gpio_read(button.pin)), time);
      at = button.nextOf(ListenerKind.Button);
    }
  }
}
