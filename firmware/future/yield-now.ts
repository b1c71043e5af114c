import { Waker } from "../executor/waker";
import { Future } from "../executor/future";

/**
 * Lets every other ready task run once before this one goes on: `await yieldNow()`.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class YieldNow extends Future<void> {
  private yielded: bool;

  begin(): YieldNow {
    this.yielded = false;
    return this;
  }

  poll(): bool {
    if (this.yielded) return true;
    this.yielded = true;
    Waker.current().wake();
    return false;
  }
}

/** Lets every other ready task run once. */
export function yieldNow(place: YieldNow): YieldNow {
  return place.begin();
}
