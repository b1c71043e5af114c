import { rtc_get, rtc_set } from "../generated/bindings";

/** The chip's clock of date and time, UTC. It takes no memory. */
@unmanaged
export class Rtc {
  /** Microseconds since 1970-01-01; -1 if it was not set since power came. */
  static now(): i64 {
    return rtc_get();
  }

  /** Whether it was set since power came. */
  static get isSet(): bool {
    return rtc_get() >= 0;
  }

  /** Sets it to so many microseconds since 1970-01-01. */
  static set(time: i64): void {
    rtc_set(time);
  }
}
