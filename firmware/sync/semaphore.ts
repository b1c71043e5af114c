/**
 * A number of permits, first come first served: who wants many is not passed by those who want few.
 */
import { Guard } from "../executor/guard";
import { Answer, WaitList } from "../executor/wait-list";

/** `const sockets = Semaphore.create(3)` at the top of a file. 8 bytes. */
@unmanaged
export class Semaphore {
  private waiters: usize;
  /** Permits that nobody has. */
  available: u32;

  /** Makes one with a number of permits. */
  static create(home: Semaphore, permits: u32): Semaphore {
    home.waiters = 0;
    home.available = permits;
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Semaphore>("waiters"));
  }

  /** Waits for permits, and has them until the block ends. */
  acquire(place: Acquire, count: u32 = 1): Acquire {
    return place.begin(this, count);
  }

  /**
   * Takes permits if they are there now and nobody waits; then give them back with `release`.
   * @returns false if they are not.
   */
  tryAcquire(count: u32 = 1): bool {
    if (count > this.available || !this.waiting.isEmpty) return false;
    this.available -= count;
    return true;
  }

  /** Adds permits: those that `tryAcquire` took, or new ones. More than 2³² - 1 are not counted. */
  release(count: u32 = 1): void {
    const room = u32.MAX_VALUE - this.available;
    this.available += min(count, room);
    this.settle();
  }

  /** @internal */
  settle(): void {
    for (let node = this.waiting.first; node; node = this.waiting.first) {
      const count = changetype<Acquire>(node).count;
      if (count > this.available) return;
      this.available -= count;
      this.waiting.grant(node, Answer.Granted);
    }
  }
}

/**
 * Ready when it has its permits. It has them until it is dropped, which its block does in the end.
 *
 * **Cancel safety:** cancel safe. The permits go back, and to those who wait.
 */
@unmanaged
export class Acquire extends Guard<void> {
  private semaphore: Semaphore;
  /** Permits it wants, or has. */
  count: u32;

  begin(semaphore: Semaphore, count: u32): Acquire {
    this.clear();
    this.semaphore = semaphore;
    this.count = count;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.isGranted) return true;
    if (this.semaphore.tryAcquire(this.count)) {
      this.prev = Answer.Granted;
      return true;
    }
    this.semaphore.waiting.append(changetype<usize>(this));
    return false;
  }

  /** Keeps the permits for good: they are not given back when the block ends. */
  forget(): void {
    this.takeGrant();
  }

  drop(): void {
    const wasLinked = this.isLinked;
    if (this.semaphore.waiting.remove(changetype<usize>(this))) this.semaphore.release(this.count);
    else if (wasLinked) this.semaphore.settle();
  }
}
