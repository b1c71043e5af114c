/**
 * A value that is set once, by the first who needs it:
 *
 * ```ts
 * if (await calibration.claim()) calibration.set(await measure());
 * use(calibration.value);
 * ```
 */
import { Guard } from "../executor/guard";
import { Holding, kept, zeroed } from "../executor/value";
import { Answer, WaitList, Waiting } from "../executor/wait-list";

namespace Stage {
  export const Empty: u8 = 0;
  export const Claimed: u8 = 1;
  export const Set: u8 = 2;
}

/** `const calibration = OnceCell.create<f32>()` at the top of a file. 12 bytes, and those of the value. */
@unmanaged
export class OnceCell<T> extends Holding<T> {
  private waiters: usize;
  private claimants: usize;
  private held: T;
  private stage: u8;

  /** Makes one that is not set; its value is zero until it is. */
  static create<T>(home: OnceCell<T>): OnceCell<T> {
    memory.fill(changetype<usize>(home), 0, offsetof<OnceCell<T>>());
    home.held = zeroed<OnceCell<T>, T>(home);
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<OnceCell<T>>("waiters"));
  }

  /** @internal */
  get claiming(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<OnceCell<T>>("claimants"));
  }

  /** Whether it is set. */
  get isSet(): bool {
    return this.stage == Stage.Set;
  }

  /** The value; zero until it is set. */
  get value(): T {
    return this.held;
  }

  /**
   * Sets the value, if nobody has.
   * @returns false if it was set already.
   */
  set(value: T): bool {
    if (this.isSet) return false;
    this.held = kept<OnceCell<T>, T>(this, value);
    this.stage = Stage.Set;
    this.waiting.grantAll(Answer.Gone);
    this.claiming.grantAll(Answer.Gone);
    return true;
  }

  /** Waits until it is set. */
  get(place: WhenSet<T>): WhenSet<T> {
    return place.begin(this);
  }

  /**
   * Waits until it is set, or this one is to set it. Who is to and has not when its block ends passes
   * it on to the next.
   */
  claim(place: Claim<T>): Claim<T> {
    return place.begin(this);
  }

  /** @internal */
  tryClaim(): bool {
    if (this.stage != Stage.Empty) return false;
    this.stage = Stage.Claimed;
    return true;
  }

  /** @internal */
  passOn(): void {
    if (!this.isSet && !this.claiming.grantFirst()) this.stage = Stage.Empty;
  }
}

/**
 * Ready when the cell is set; the output is its value.
 *
 * **Cancel safety:** cancel safe.
 */
@unmanaged
export class WhenSet<T> extends Waiting<T> {
  private cell: OnceCell<T>;

  begin(cell: OnceCell<T>): WhenSet<T> {
    this.clear();
    this.cell = cell;
    return this;
  }

  poll(): bool {
    if (this.cell.isSet) return true;
    if (!this.isLinked) this.cell.waiting.append(changetype<usize>(this));
    return false;
  }

  output(): T {
    return this.cell.value;
  }

  drop(): void {
    this.cell.waiting.remove(changetype<usize>(this));
  }
}

/**
 * Ready when the cell is set, or this one is to set it; the output is whether it is.
 *
 * **Cancel safety:** cancel safe. The next who waits is to set it then.
 */
@unmanaged
export class Claim<T> extends Guard<bool> {
  private cell: OnceCell<T>;

  begin(cell: OnceCell<T>): Claim<T> {
    this.clear();
    this.cell = cell;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    if (this.isGranted || this.cell.isSet) return true;
    if (this.cell.tryClaim()) {
      this.prev = Answer.Granted;
      return true;
    }
    this.cell.claiming.append(changetype<usize>(this));
    return false;
  }

  output(): bool {
    return this.isGranted;
  }

  drop(): void {
    if (this.cell.claiming.remove(changetype<usize>(this))) this.cell.passOn();
  }
}
