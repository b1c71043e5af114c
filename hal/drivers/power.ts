/**
 * Deep sleep, and what outlasts it.
 *
 * ```
 *   main() ── tasks ── await deepSleep(...) ─┐ end of the turn
 *     ▲                                      ▼
 *     │ Power.cause == WakeTimer, WakePin    off: RAM is lost, pins stay as they are,
 *     └────────────── reset ◄─────────────── Kept words, flash and the clock of the date are there
 * ```
 */
import { Future } from "../../firmware/executor/future";
import { Duration, NEVER } from "../../firmware/time/duration";
import { power_cause, power_keep, power_kept, power_off, power_wake } from "../generated/bindings";
import { Level } from "./output";

/** Why the firmware begins; as the border's. */
export enum ResetCause {
  /** It was switched on. Nothing is kept. */
  PowerOn = 0,
  /** The watchdog was not fed. */
  Watchdog = 1,
  /** The supply failed. Nothing is kept. */
  BrownOut = 2,
  /** The time of a deep sleep is over. */
  WakeTimer = 3,
  /** A pin ended a deep sleep. */
  WakePin = 4,
  /** The reset pin, or its button. */
  Pin = 5,
}

/** The supply of the board. */
@unmanaged
export class Power {
  /** Why the firmware began this time. */
  static get cause(): ResetCause {
    return <ResetCause>power_cause();
  }
}

/**
 * One of 16 words that resets and deep sleep leave alone: `const count = Kept.at(0)`. They are 0 after power
 * came; the flash, see `Store`, keeps its values even then. The handle is the place's number, so it takes no
 * memory.
 */
@unmanaged
export class Kept {
  /** @param index 0 to 15. */
  static at(index: u8): Kept {
    return changetype<Kept>(<usize>index);
  }

  get value(): i32 {
    return power_kept(<i32>changetype<usize>(this));
  }

  set value(value: i32) {
    power_keep(<i32>changetype<usize>(this), value);
  }
}

/**
 * A pin at that level ends the deep sleep, also one that has the level already. It holds until the next reset;
 * call it once for each pin.
 */
export function wakeOn(pin: u16, level: Level): void {
  power_wake(pin, level);
}

/**
 * Switches the board off for `span`: `await deepSleep(seconds(60))`. Nothing goes on behind it, since waking is a
 * reset. Without a time only a pin wakes it: see `wakeOn`. The turn at hand still ends, so other tasks that are
 * ready may run until they wait.
 */
export function deepSleep(place: DeepSleep, span: Duration = NEVER): DeepSleep {
  return place.begin(span);
}

/**
 * Never ready. Begin it with `deepSleep`.
 *
 * **Cancel safety:** cancel safe until it is polled. From then on the board goes off, whoever drops it.
 */
@unmanaged
export class DeepSleep extends Future<void> {
  private span: Duration;

  begin(span: Duration): DeepSleep {
    this.span = span;
    return this;
  }

  poll(): bool {
    // With its top bit set it is a negative one, which is over.
    power_off(<i64>this.span);
    return false;
  }
}
