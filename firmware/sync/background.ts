/**
 * Long work in slices: one slice a round in the whole program, in turns, so that the others wait for one
 * slice and no more, however many have work to do. There is one processor and no other thread to put
 * the work on.
 *
 * ```ts
 * while (!picture.isDone) {
 *   await background.slice();
 *   picture.drawRow();
 * }
 * ```
 */
import { WaitList, Waiting } from "../executor/wait-list";

/** `const background = Background.create()` at the top of a file. 8 bytes. */
@unmanaged
export class Background {
  private waiters: usize;
  private isBusy: bool;

  /** Makes one that nobody uses yet. */
  static create(home: Background): Background {
    home.waiters = 0;
    home.isBusy = false;
    return home;
  }

  /** @internal */
  get waiting(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<Background>("waiters"));
  }

  /** Waits for the next turn. */
  slice(place: Slice): Slice {
    return place.begin(this);
  }

  /** @internal */
  enter(): void {
    if (!this.isBusy) this.passOn();
  }

  /** @internal */
  passOn(): void {
    this.isBusy = this.waiting.grantFirst();
  }
}

/**
 * Ready when it is its turn to do a slice: in the next round, if nobody else is at work.
 *
 * **Cancel safety:** cancel safe. The turn goes to the next.
 */
@unmanaged
export class Slice extends Waiting<void> {
  private background: Background;

  begin(background: Background): Slice {
    this.clear();
    this.background = background;
    return this;
  }

  poll(): bool {
    if (this.isLinked) return false;
    const background = this.background;
    if (this.takeGrant()) {
      // Whoever is woken in a round runs in the next.
      background.passOn();
      return true;
    }
    background.waiting.append(changetype<usize>(this));
    background.enter();
    return false;
  }

  drop(): void {
    if (this.background.waiting.remove(changetype<usize>(this))) this.background.passOn();
  }
}
