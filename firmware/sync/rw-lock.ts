/**
 * Many may read, or one may write. Served in the order in which they came, so readers do not keep a
 * writer waiting for ever, nor writers a reader: readers that stand next to each other go together.
 */
import { Guard } from "../executor/guard";
import { Holding, kept, zeroed } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";

/** In `users`: somebody writes. */
const WRITER: u32 = u32.MAX_VALUE;

/**
 * Guards a value: `const settings = RwLock.create<Settings>()` at the top of a file. 12 bytes, and those
 * of the value, which is all zero at first.
 */
@unmanaged
export class RwLock<T> extends Holding<T> {
  private waiters: usize;
  private users: u32;
  private value: T;

  /** Makes one that is free. */
  static create<T>(home: RwLock<T>): RwLock<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<RwLock<T>>());
    home.value = zeroed<RwLock<T>, T>(home);
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<RwLock<T>>("waiters"));
  }

  /** Waits until it may read, and may until the block ends. */
  read(place: Access<T>): Access<T> {
    return place.begin(this, false);
  }

  /** Waits until it may write, and may until the block ends. */
  write(place: Access<T>): Access<T> {
    return place.begin(this, true);
  }

  /** @internal */
  tryEnter(writes: bool): bool {
    if (!this.waiting.isEmpty) return false;
    return this.enter(writes);
  }

  private enter(writes: bool): bool {
    if (writes ? this.users != 0 : this.users == WRITER) return false;
    this.users = writes ? WRITER : this.users + 1;
    return true;
  }

  /** @internal */
  leave(writes: bool): void {
    this.users = writes ? 0 : this.users - 1;
    this.settle();
  }

  /** @internal */
  settle(): void {
    for (let node = this.waiting.first; node; node = this.waiting.first) {
      if (!this.enter(changetype<Access<T>>(node).writes)) return;
      this.waiting.grant(node, Answer.Granted);
    }
  }

  /** @internal */
  get guarded(): T {
    return this.value;
  }

  /** @internal */
  set guarded(value: T) {
    this.value = kept<RwLock<T>, T>(this, value);
  }
}

/**
 * Ready when it may read or write; the output is the guarded value. It may until it is dropped, which
 * its block does in the end.
 *
 * **Cancel safety:** cancel safe. Its turn goes to the next who waits.
 */
@unmanaged
export class Access<T> extends Guard<T> {
  private lock: RwLock<T>;
  /** @internal */
  writes: bool;

  begin(lock: RwLock<T>, writes: bool): Access<T> {
    this.clear();
    this.lock = lock;
    this.writes = writes;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.isGranted) return true;
    if (this.lock.tryEnter(this.writes)) {
      this.prev = Answer.Granted;
      return true;
    }
    this.lock.waiting.append(changetype<usize>(this));
    return false;
  }

  /** The guarded value. */
  get value(): T {
    if (!ASC_NO_ASSERT) assert(this.isGranted, "read without the lock");
    return this.lock.guarded;
  }

  /** Only for who writes. */
  set value(value: T) {
    if (!ASC_NO_ASSERT) assert(this.isGranted && this.writes, "written without the lock");
    this.lock.guarded = value;
  }

  output(): T {
    return this.lock.guarded;
  }

  /** Lets go before the block ends. */
  unlock(): void {
    this.drop();
  }

  drop(): void {
    const wasLinked = this.isLinked;
    if (this.lock.waiting.remove(changetype<usize>(this))) this.lock.leave(this.writes);
    else if (wasLinked) this.lock.settle();
  }
}
