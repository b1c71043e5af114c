/** Waiting for a point in time. */
import { timers } from "../executor/timers";
import { TimerNode } from "../executor/timer-queue";
import { Waker } from "../executor/waker";
import { Future } from "../executor/future";
import { now } from "./clock";
import { Duration, Instant, later, NEVER, pointOf } from "./duration";

/**
 * Ready at its deadline, never before: `await sleep(millis(5))`. Hand-written futures begin it with
 * `after` or `until`; begun again, it forgets the earlier deadline. A deadline in the past is ready at
 * the first poll. `NEVER` never is.
 *
 * It is its own node in the timer queue (24 bytes, see timer-queue.ts).
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class Sleep extends Future<void> {
  deadline: Instant;
  private child: usize;
  private next: usize;
  private prev: usize;
  private waker: Waker;

  @inline private get node(): TimerNode {
    return changetype<TimerNode>(this);
  }

  /** Sleeps for at least `span`, counted from now. */
  after(span: Duration): Sleep {
    return this.at(later(now(), span));
  }

  /** Sleeps until `time`. */
  until(time: Instant): Sleep {
    return this.at(pointOf(time));
  }

  private at(time: Instant): Sleep {
    timers.remove(this.node);
    this.deadline = time;
    return this;
  }

  /**
   * The task being polled is woken at `time`, also if that has come meanwhile: the clock goes on while a
   * future looks at it, and one that asks `poll` must not pass over its answer.
   * @internal
   */
  arm(time: Instant): void {
    this.at(time);
    this.waker = Waker.current();
    if (time != NEVER) timers.insert(this.node);
  }

  /**
   * Sleeps until `time`, in memory that may hold anything.
   * @internal
   */
  fresh(time: Instant): Sleep {
    this.next = 0;
    this.deadline = time;
    return this;
  }

  poll(): bool {
    if (now() >= this.deadline) {
      this.drop();
      return true;
    }
    if (!this.node.isLinked) {
      this.waker = Waker.current();
      timers.insert(this.node);
    }
    return false;
  }

  drop(): void {
    timers.remove(this.node);
  }
}

/** Waits for at least `span`, counted from the call. */
export function sleep(place: Sleep, span: Duration): Sleep {
  return place.fresh(later(now(), span));
}

/** Waits until `time`; not at all if that is past. */
export function sleepUntil(place: Sleep, time: Instant): Sleep {
  return place.fresh(pointOf(time));
}
