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
import { Instant, Duration, later, millis } from "../../firmware/time/duration";
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

  /** When it went down or up, last. */
  since: Instant;
  /** Until when no change is told. */
  private quietUntil: Instant;
  private debounce: Duration;
  /** The contact after the newest edge, bounces included. */
  private contact: u8;
  private isHighDown: bool;
  /** Whether a wait was told that it is held. */
  private isHoldTold: bool;

  /** As `at`, for hand-written futures that embed a button. */
  begin(pin: u16, pull: Pull = 1, debounce: Duration = millis(20)): Button {
    this.drop();
    this.pin = pin;
    this.debounce = debounce;
    this.isHighDown = pull == Pull.Down;
    makeInput(pin, pull);
    this.pending = 0;
    this.since = now();
    this.isHoldTold = false;
    const state = this.stateAt(this.attach(ListenerKind.Button));
    this.known = state;
    this.contact = state;
    // One that is down may have been pressed a moment ago, and bounce still.
    this.quietUntil = state ? later(this.since, debounce) : 0;
    return this;
  }

  /** Whether it is down now, bounces left aside. */
  get isDown(): bool {
    this.settle(now(), 0);
    return this.known != 0;
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
   * Waits until it has been down for `span`, from when it went down. Each time that it is held is told
   * once; the press is taken with it, if nobody has.
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
   * @internal
   */
  holdsAt(span: Duration): Instant {
    return this.known && !this.isHoldTold ? later(this.since, span) : u64.MAX_VALUE;
  }

  /** @internal */
  tellHold(): void {
    this.isHoldTold = true;
    this.pending = 0;
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
    this.since = time;
    this.quietUntil = later(time, this.debounce);
    this.isHoldTold = false;
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
    for (let at = PinListener.first(ListenerKind.Button); at;) {
      const button = changetype<Button>(at);
      if (button.pin == pin) button.edge(button.stateAt(<u8>(level != 0)), time);
      at = button.next(ListenerKind.Button);
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
      at = button.next(ListenerKind.Button);
    }
  }
}
