/**
 * The watchdog, fed while every task that it watches makes progress.
 *
 * The executor looks at the end of each turn. If each guard has checked in within its limit, the watchdog is fed,
 * at most twice in its timeout, and a wake-up is asked for so that it is fed in time when all sleep. No timer and
 * no task can feed it otherwise:
 *
 * - a task that is stuck, or waits for what never comes, is late, and nothing is fed any more;
 * - a poll that does not return ends no turn;
 * - a task that is always ready may delay turns, and does not replace the check-in of another.
 *
 * From the last check-in of a task that hangs to the reset it takes at most its limit and the timeout.
 */
import { Waker } from "../../firmware/executor/waker";
import { Duration, later } from "../../firmware/time/duration";
import { now, watchdog_feed, watchdog_start } from "../generated/bindings";

/**
 * When it is fed next and was fed last, in microseconds; the first guard; half the timeout, 0 before the start. The
 * simulator reads it: see simulator/peripherals/watchdog/guards.ts.
 */
@unmanaged
class Static {
  // Firmware without it has no byte of it.
  @lazy static readonly state: usize = memory.data(24, 8);
}

const LAST_FEED: usize = 8;
const FIRST_GUARD: usize = 16;
const HALF: usize = 20;

/** Resets the board when a task hangs: `const watchdog = Watchdog.start(seconds(2))`. 24 bytes, of all together. */
@unmanaged
export class Watchdog {
  /**
   * Starts it. Nothing can stop it but a reset.
   * @param timeout without a turn, or with a task that is late, until the reset. A chip may be able to do less than
   *   that, such as 8 s.
   */
  static start(timeout: Duration): Watchdog {
    const half = <i64>timeout < 2 ? 1 : timeout >> 1;
    store<u32>(Static.state + HALF, <u32>min<u64>(half, u32.MAX_VALUE));
    const time = now();
    store<u64>(Static.state, later(time, half));
    store<u64>(Static.state + LAST_FEED, time);
    watchdog_start(<i64>timeout);
    return changetype<Watchdog>(Static.state);
  }

  /**
   * Watches the task that calls it: it has to check in at least every `limit`, from now on. The limit may be longer
   * than the timeout. When the guard's block ends, or the task is aborted, the task is no longer watched.
   */
  watch(place: WatchGuard, limit: Duration): WatchGuard {
    return place.begin(limit);
  }

  /**
   * Called by the executor at the end of each turn.
   * @param deadline when the next turn begins at the latest.
   * @returns that, or when the watchdog has to be fed.
   * @internal
   */
  static supervise(deadline: i64): i64 {
    const half = load<u32>(Static.state + HALF);
    if (half == 0) return deadline;
    const time = now();
    for (
      let at = load<usize>(Static.state + FIRST_GUARD);
      at;
      at = changetype<WatchGuard>(at).next
    ) {
      if (changetype<WatchGuard>(at).isLate(time)) return deadline;
    }
    let next = load<u64>(Static.state);
    if (<u64>time >= next) {
      watchdog_feed();
      next = later(time, half);
      store<u64>(Static.state, next);
      store<u64>(Static.state + LAST_FEED, time);
    }
    return <i64>min<u64>(deadline, next);
  }
}

/**
 * Says that its task goes on: `guard.checkIn()`. Begin it with `Watchdog.watch`. 24 bytes, in the frame of the
 * task.
 */
@unmanaged
export class WatchGuard {
  private last: u64;
  private limit: u64;
  /** @internal */
  next: usize;
  private task: usize;

  begin(limit: Duration): WatchGuard {
    this.limit = <i64>limit < 0 ? 0 : limit;
    this.task = changetype<usize>(Waker.current());
    this.last = now();
    this.next = load<usize>(Static.state + FIRST_GUARD);
    store<usize>(Static.state + FIRST_GUARD, changetype<usize>(this));
    return this;
  }

  /** The task has made progress. */
  checkIn(): void {
    this.last = now();
  }

  /** @internal */
  isLate(time: u64): bool {
    return time - this.last > this.limit;
  }

  /** Watches the task no longer. */
  drop(): void {
    let place = Static.state + FIRST_GUARD;
    for (let at = load<usize>(place); at; at = load<usize>(place)) {
      if (at == changetype<usize>(this)) {
        store<usize>(place, this.next);
        return;
      }
      place = at + offsetof<WatchGuard>("next");
    }
  }
}
