/** The base of waits that end by something that happens or by a time, whatever comes first. */
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Waker } from "../../firmware/executor/waker";
import { Timed } from "../../firmware/time/timed";

/** A node in the list of those who wait; it has no poll of its own. */
@unmanaged
class Node extends Waiting<void> {}

/** A timer node (24 bytes) and, behind it, one in a list (12 bytes). */
@unmanaged
export abstract class TimedWait<T> extends Timed<T> {
  private behind: usize;
  private before: usize;
  private listWaker: usize;

  /** @internal */
  @inline get node(): usize {
    return changetype<usize>(this) + offsetof<this>("behind");
  }

  /** Makes one of memory that may hold anything. */
  protected blank(): void {
    this.timer.fresh(0);
    changetype<Node>(this.node).clear();
  }

  protected get isLinked(): bool {
    return changetype<Node>(this.node).isLinked;
  }

  /** The task that is polled now is the one to wake. */
  protected wait(list: WaitList): void {
    if (this.isLinked) this.keepWaker();
    else list.append(this.node);
  }

  /** As `wait`, for one who is in no list. */
  protected keepWaker(): void {
    changetype<Node>(this.node).waker = Waker.current();
  }

  protected leave(list: WaitList): void {
    this.timer.drop();
    if (this.isLinked) list.remove(this.node);
  }

  /** @internal */
  wake(): void {
    changetype<Node>(this.node).waker.wake();
  }
}

@unmanaged
class Plain extends TimedWait<void> {}

/** From the start of such a future to its node. */
@inline
export function nodeOffset(): usize {
  return offsetof<Plain>("behind");
}
