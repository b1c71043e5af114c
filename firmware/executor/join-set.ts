/** Tasks whose values are awaited as they end, whichever comes first. */
import { Waker } from "./waker";
import { aligned, Elements, none, widthOf } from "./value";
import { Join } from "./join";
import { JoinHandle } from "./spawn";
import { WaitList, Waiting } from "./wait-list";

/**
 * `const workers = JoinSet.create<u32>(4)` at the top of a file. 12 bytes, and 24 to 32 for each task.
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
  /** No place before this one is free, so that nobody looks there. */
  private low: u16;
  private waiters: usize;

  /**
   * Makes an empty one.
   * @param capacity most tasks it holds at a time, 1 to 65,535; a constant.
   */
  static create<T>(home: JoinSet<T>, capacity: u32): JoinSet<T> {
    home.capacity = <u16>capacity;
    home.length = 0;
    home.turn = 0;
    home.waiters = 0;
    home.low = 0;
    for (let i: u32 = 0; i < capacity; i++) home.entry(i).leave();
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<JoinSet<T>>("waiters"));
  }

  /**
   * Has the one who has waited longest look for itself: it is whom the tasks wake as they end.
   * @internal
   */
  handOn(): void {
    const first = this.waiting.first;
    if (first) changetype<Joined<T>>(first).waker.wake();
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
    if (this.length == this.capacity) return false;
    for (let i: u32 = this.low; i < this.capacity; i++) {
      const entry = this.entry(i);
      if (entry.isUsed) continue;
      entry.begin(handle);
      this.low = <u16>(i + 1);
      this.length++;
      // Who waits for the others has to wait for this one, too.
      this.handOn();
      return true;
    }
    return false;
  }

  /**
   * Waits for the next of its tasks to end; `for await` goes on until all have. Each end is told to one,
   * the one who has waited longest.
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
      if (at < this.low) this.low = at;
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
export class Joined<T> extends Waiting<T> {
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
    this.clear();
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
    const first = set.waiting.first;
    const isNext = !first || first == changetype<usize>(this);
    this.hasValue = set.length > 0;
    if (this.hasValue) {
      const join = isNext ? set.takeEnded() : null;
      if (!join) {
        if (this.isLinked) this.waker = Waker.current();
        else set.waiting.append(changetype<usize>(this));
        return false;
      }
      this.isAborted = isVoid<T>() ? join.isAborted : !join.hasValue;
      if (!isVoid<T>()) this.value = join.output();
      join.leave();
    }
    this.drop();
    return true;
  }

  output(): T {
    if (isVoid<T>()) return;
    return this.value;
  }

  drop(): void {
    if (!this.isLinked) return;
    this.set.waiting.remove(changetype<usize>(this));
    this.set.handOn();
  }
}
