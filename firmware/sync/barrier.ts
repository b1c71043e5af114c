/** Tasks that wait for each other: when enough have come, all go on together. */
import { WaitList, Waiting } from "../executor/wait-list";

/** `const start = Barrier.create(3)` at the top of a file. 8 bytes. It can be used again and again. */
@unmanaged
export class Barrier {
  private waiters: usize;
  private size: u16;
  private arrived: u16;

  /**
   * Makes one that opens when enough have come.
   * @param size how many, from 1.
   */
  static create(home: Barrier, size: u16): Barrier {
    home.waiters = 0;
    home.size = size;
    home.arrived = 0;
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Barrier>("waiters"));
  }

  /** Waits for the others. True for the one who came last. */
  wait(place: Arrive): Arrive {
    return place.begin(this);
  }

  /**
   * One more has come.
   * @returns whether that opens it.
   * @internal
   */
  arrive(): bool {
    this.arrived++;
    if (this.arrived < this.size) return false;
    this.arrived = 0;
    this.waiting.grantAll();
    return true;
  }

  /** @internal */
  goAway(): void {
    this.arrived--;
  }
}

/**
 * Ready when enough have come; the output is whether this one was the last.
 *
 * **Cancel safety:** cancel safe. It no longer counts as having come.
 */
@unmanaged
export class Arrive extends Waiting<bool> {
  private barrier: Barrier;
  private isLast: bool;

  begin(barrier: Barrier): Arrive {
    this.clear();
    this.barrier = barrier;
    this.isLast = false;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.takeGrant()) return true;
    this.isLast = this.barrier.arrive();
    if (!this.isLast) this.barrier.waiting.append(changetype<usize>(this));
    return this.isLast;
  }

  output(): bool {
    return this.isLast;
  }

  drop(): void {
    if (this.isLinked) this.barrier.goAway();
    this.barrier.waiting.remove(changetype<usize>(this));
  }
}
