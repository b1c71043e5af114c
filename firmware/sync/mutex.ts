/**
 * One at a time, first come first served. The lock is handed over: whoever has waited longest has it
 * at the instant at which it is let go, and nobody can slip in between.
 */
import { Guard } from "../executor/guard";
import { Holding, kept, zeroed } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";

/**
 * Guards a value: `const total = Mutex.create<u32>()` at the top of a file. 8 bytes, and those of the
 * value, which is all zero at first. A record is not copied: who has the lock works on the one inside.
 */
@unmanaged
export class Mutex<T> extends Holding<T> {
  private waiters: usize;
  /** What it guards. */
  private value: T;
  /** Whether somebody has it. */
  isLocked: bool;

  /** Makes one that is free. */
  static create<T>(home: Mutex<T>): Mutex<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Mutex<T>>());
    home.value = zeroed<Mutex<T>, T>(home);
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Mutex<T>>("waiters"));
  }

  /** Waits for the lock, and has it until the block ends. */
  lock(place: Lock<T>): Lock<T> {
    return place.begin(this);
  }

  /**
   * Takes the lock if it is free now; then call `unlock`.
   * @returns false if it is not.
   */
  tryLock(): bool {
    if (this.isLocked) return false;
    this.isLocked = true;
    return true;
  }

  /** Hands the lock on. For what `tryLock` took; a `Lock` does it by itself. */
  unlock(): void {
    this.isLocked = this.waiting.grantFirst();
  }

  /** @internal */
  get guarded(): T {
    return this.value;
  }

  /** @internal */
  set guarded(value: T) {
    this.value = kept<Mutex<T>, T>(this, value);
  }
}

/**
 * Ready when it has the lock; the output is the guarded value. It has it until it is dropped, which
 * its block does in the end, or until `unlock`.
 *
 * **Cancel safety:** cancel safe. The lock goes to the next who waits.
 */
@unmanaged
export class Lock<T> extends Guard<T> {
  private mutex: Mutex<T>;

  begin(mutex: Mutex<T>): Lock<T> {
    this.clear();
    this.mutex = mutex;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.isGranted) return true;
    if (this.mutex.tryLock()) {
      this.prev = Answer.Granted;
      return true;
    }
    this.mutex.waiting.append(changetype<usize>(this));
    return false;
  }

  /** The guarded value. Only for who has the lock. */
  get value(): T {
    if (!ASC_NO_ASSERT) assert(this.isGranted, "read without the lock");
    return this.mutex.guarded;
  }

  set value(value: T) {
    if (!ASC_NO_ASSERT) assert(this.isGranted, "written without the lock");
    this.mutex.guarded = value;
  }

  output(): T {
    return this.mutex.guarded;
  }

  /** Hands the lock on before the block ends. */
  unlock(): void {
    this.drop();
  }

  drop(): void {
    if (this.mutex.waiting.remove(changetype<usize>(this))) this.mutex.unlock();
  }
}
