/** Wakes tasks without a value. */
import { Answer, WaitList, Waiting } from "../executor/wait-list";

/** `const changed = Notify.create()` at the top of a file. 8 bytes. */
@unmanaged
export class Notify {
  private waiters: usize;
  private isSet: bool;

  /** Makes one that nobody has notified. */
  static create(home: Notify): Notify {
    home.waiters = 0;
    home.isSet = false;
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Notify>("waiters"));
  }

  /** Wakes the one who has waited longest; if nobody waits, the next one will not have to. */
  notifyOne(): void {
    if (!this.waiting.grantFirst()) this.isSet = true;
  }

  /** Wakes all that wait now. Nothing is kept for those who come later. */
  notifyAll(): void {
    this.waiting.grantAll(Answer.Gone);
  }

  /** Waits until it is notified. */
  notified(place: Notified): Notified {
    return place.begin(this);
  }

  /** @internal */
  takeSet(): bool {
    const wasSet = this.isSet;
    this.isSet = false;
    return wasSet;
  }
}

/**
 * Ready when it was notified.
 *
 * **Cancel safety:** cancel safe. What `notifyOne` meant for it goes to the next who waits.
 */
@unmanaged
export class Notified extends Waiting<void> {
  private notify: Notify;

  begin(notify: Notify): Notified {
    this.clear();
    this.notify = notify;
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.answer != Answer.Idle || this.notify.takeSet()) {
      this.prev = Answer.Idle;
      return true;
    }
    this.notify.waiting.append(changetype<usize>(this));
    return false;
  }

  drop(): void {
    if (this.notify.waiting.remove(changetype<usize>(this))) this.notify.notifyOne();
  }
}
