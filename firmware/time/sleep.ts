/** Waiting for a point in time. */
import { timers } from "../executor/timers";
import { DUE, TimerNode } from "../executor/timer-queue";
import { Waker } from "../executor/waker";
import { Future } from "../executor/future";
import { afterNow, fromNow, now } from "./clock";
import { Duration, Instant, NEVER, pointOf } from "./duration";

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
    return this.at(fromNow(span));
  }

  /** Sleeps until `time`. */
  until(time: Instant): Sleep {
    return this.at(pointOf(time));
  }

  private at(time: Instant): Sleep {
    timers.remove(this.node);
    return this.fresh(time);
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
    const next = this.next;
    if (next == DUE) return true;
    // It may be linked, and late all the same: the executor has no turn while one poll comes back here again and again.
    if (now() >= this.deadline) {
      this.drop();
      return true;
    }
    if (!next) this.link();
    return false;
  }

  @inline private link(): void {
    this.waker = Waker.current();
    timers.insert(this.node);
  }

  /**
   * Sleeps for `span` from now on, in memory that may hold anything, and is polled with `pollNap` at once.
   * @internal
   */
  @inline nap(span: Duration): Sleep {
    this.deadline = afterNow(span);
    this.next = <usize>(<i64>span <= 0 ? DUE : 0);
    return this;
  }

  /**
   * As `poll`, for who has it begin with `nap`, and polls it once a turn.
   * @internal
   */
  pollNap(): bool {
    // The executor takes it out when it is due: to ask the clock here would cost a call of the host at each poll.
    const next = this.next;
    if (!next) this.link();
    return next == DUE;
  }

  drop(): void {
    timers.remove(this.node);
  }
}

/** Waits for at least `span`, counted from the call. */
export function sleep(place: Sleep, span: Duration): Sleep {
  return place.fresh(fromNow(span));
}

/** For the compiler: as `sleep`, where a task awaits it on the spot. */
export function nap(place: Sleep, span: Duration): Sleep {
  return place.nap(span);
}

/** Waits until `time`; not at all if that is past. */
export function sleepUntil(place: Sleep, time: Instant): Sleep {
  return place.fresh(pointOf(time));
}
