/** One value that many look at: each sees the latest, and may skip what came in between. */
import { Holding, kept, none, Receiving, zeroed } from "../executor/value";
import { Answer, WaitList } from "../executor/wait-list";

/** `const target = Watch.create<u16>()` at the top of a file. 8 bytes, and those of the value. */
@unmanaged
export class Watch<T> extends Holding<T> {
  private waiters: usize;
  private latest: T;
  /** How often it was set, modulo 2³²; 0: not yet. */
  version: u32;

  /** Makes one that is not set; its value is zero until it is. */
  static create<T>(home: Watch<T>): Watch<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<Watch<T>>());
    home.latest = zeroed<Watch<T>, T>(home);
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Watch<T>>("waiters"));
  }

  /** The value now. Of a record, the one inside: read it, and copy what must not change. */
  get value(): T {
    return this.latest;
  }

  /** Sets the value, and wakes all who wait for a change. */
  set value(value: T) {
    this.latest = kept<Watch<T>, T>(this, value);
    // 0 means that it was never set.
    this.version = this.version == u32.MAX_VALUE ? 1 : this.version + 1;
    this.waiting.grantAll(Answer.Idle);
  }

  /** Begins to look: `const mine = target.subscribe()`. A value that is set already is the first. */
  subscribe(place: Watcher<T>): Watcher<T> {
    return place.begin(this);
  }
}

/** One who looks at a watch. 8 bytes. */
@unmanaged
export class Watcher<T> {
  /** @internal */
  source: Watch<T>;
  /** @internal */
  seen: u32;

  begin(source: Watch<T>): Watcher<T> {
    this.source = source;
    this.seen = 0;
    return this;
  }

  /** Whether there is a value that this one has not seen. */
  get hasChanged(): bool {
    return this.source.version != this.seen;
  }

  /** Waits for a value that this one has not seen; `for await` does so for ever. */
  next(place: Changed<T>): Changed<T> {
    return place.begin(this);
  }
}

/**
 * Ready when there is a value not seen yet; the output is the latest.
 *
 * **Cancel safety:** cancel safe. A value counts as seen in the poll that says ready.
 */
@unmanaged
export class Changed<T> extends Receiving<T> {
  begin(watcher: Watcher<T>): Changed<T> {
    this.clear();
    this.owner = changetype<usize>(watcher);
    this.value = none<T>();
    return this;
  }

  /** A watch has no end. */
  get hasValue(): bool {
    return true;
  }

  /** @internal */
  get isStream(): bool {
    return true;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const watcher = changetype<Watcher<T>>(this.owner);
    if (!watcher.hasChanged) {
      watcher.source.waiting.append(changetype<usize>(this));
      return false;
    }
    watcher.seen = watcher.source.version;
    this.value = kept<Changed<T>, T>(this, watcher.source.value);
    return true;
  }

  drop(): void {
    changetype<Watcher<T>>(this.owner).source.waiting.remove(changetype<usize>(this));
  }
}
