/** Tasks whose values are awaited as they end, whichever comes first. */
import { Waker } from "./waker";
import { aligned, Elements, none, widthOf } from "./value";
import { Future } from "./future";
import { Join } from "./join";
import { JoinHandle } from "./spawn";

/**
 * `const workers = JoinSet.create<u32>(4)` at the top of a file. 8 bytes, and 24 to 32 for each task.
 *
 * ```ts
 * for (let i = 0; i < 4; i++) workers.add(spawn(measure(i)));
 * for await (const value of workers) log("{}", value);
 * ```
 */
@unmanaged
export class JoinSet<T> extends Elements<Join<T>> {
  /** Most tasks it holds at a time. */
  capacity: u16;
  /** Tasks in it whose end has not been told. */
  length: u16;
  /** Where the search for the next one begins, so that all get their turn. */
  private turn: u16;

  /**
   * Makes an empty one.
   * @param capacity most tasks it holds at a time, 1 to 65,535; a constant.
   */
  static create<T>(home: JoinSet<T>, capacity: u32): JoinSet<T> {
    home.capacity = <u16>capacity;
    home.length = 0;
    home.turn = 0;
    for (let i: u32 = 0; i < capacity; i++) home.entry(i).leave();
    return home;
  }

  private entry(index: u32): Join<T> {
    const start = aligned<Join<T>>(changetype<usize>(this) + offsetof<JoinSet<T>>());
    return changetype<Join<T>>(start + <usize>index * widthOf<Join<T>>());
  }

  /**
   * Adds a task.
   * @returns false if there is no room for it; the task runs on.
   */
  add(handle: JoinHandle<T>): bool {
    let free: Join<T> | null = null;
    let awaited: Join<T> | null = null;
    for (let i: u32 = 0; i < this.capacity; i++) {
      const entry = this.entry(i);
      if (entry.isLinked) awaited = entry;
      if (!free && !entry.isUsed) free = entry;
    }
    if (!free) return false;
    free.begin(handle);
    this.length++;
    // Who waits for the others has to wait for this one, too.
    if (awaited) awaited.waker.wake();
    return true;
  }

  /**
   * Waits for the next of its tasks to end; `for await` goes on until all have. One task at a time may
   * wait: of several, only the one that was polled last would be woken.
   */
  next(place: Joined<T>): Joined<T> {
    return place.begin(this);
  }

  /** Ends all its tasks. */
  abortAll(): void {
    for (let i: u32 = 0; i < this.capacity; i++) {
      if (this.entry(i).isUsed) this.entry(i).abort();
    }
  }

  /**
   * One that has ended, and leaves the set.
   * @internal
   */
  takeEnded(): Join<T> | null {
    for (let i: u32 = 0; i < this.capacity; i++) {
      const at = this.turn;
      const entry = this.entry(at);
      this.turn = at + 1 == this.capacity ? 0 : at + 1;
      if (!entry.isUsed) continue;
      if (entry.isLinked) entry.waker = Waker.current();
      if (!entry.poll()) continue;
      this.length--;
      return entry;
    }
    return null;
  }
}

/**
 * Ready when one of the tasks has ended, or all have; the output is its value.
 *
 * **Cancel safety:** cancel safe. An end is told in the poll that says ready.
 */
@unmanaged
export class Joined<T> extends Future<T> {
  private set: JoinSet<T>;
  private value: T;
  /** False if there are no more tasks. */
  hasValue: bool;
  /**
   * Whether the task was aborted; then there is no value. Nor is there if somebody else took the value or
   * gave it up, which counts as aborted, too.
   */
  isAborted: bool;

  begin(set: JoinSet<T>): Joined<T> {
    this.set = set;
    return this;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    this.isAborted = false;
    const set = this.set;
    this.hasValue = set.length > 0;
    if (!this.hasValue) return true;
    const join = set.takeEnded();
    if (!join) return false;
    this.isAborted = isVoid<T>() ? join.isAborted : !join.hasValue;
    if (!isVoid<T>()) this.value = join.output();
    join.leave();
    return true;
  }

  output(): T {
    if (isVoid<T>()) return;
    return this.value;
  }
}
