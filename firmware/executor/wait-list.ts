/**
 * Tasks that wait for the same thing: intrusive, any number, first come first served.
 *
 * The list is one word, the address of the oldest node; the nodes form a ring, so the youngest is
 * the oldest's `prev`. A node that is not linked tells in `prev` what became of it:
 *
 * ```
 *                 append                      grantFirst, grantAll
 *   Idle (0) ───────────────► linked ───────────────────────────────► Granted (1), or any
 *      ▲                        │                                     answer the owner gives
 *      └────────────────────────┴──── remove ◄──────────────────────────────┘
 * ```
 *
 * A grant is a promise already made: whoever drops a granted node must hand the grant on
 * (`remove` says so), or what was granted is lost. Granting takes the node out and leaves the list
 * whole before it wakes, and waking only links, so no primitive is ever re-entered.
 */
import { Future } from "./future";
import { Waker } from "./waker";

/** What became of a node that is not linked. Any value below 4 is an answer of the owner's. */
export namespace Answer {
  export const Idle: usize = 0;
  export const Granted: usize = 1;
  export const Aborted: usize = 2;
  export const Gone: usize = 3;
}

/** The base of every future that waits in a list; the node is the start of the future. */
@unmanaged
export abstract class Waiting<T> extends Future<T> {
  next: usize;
  prev: usize;
  waker: Waker;

  @inline get isLinked(): bool {
    return this.next != 0;
  }

  /** How it left the list. Meaningless while it is linked. */
  @inline get answer(): usize {
    return this.prev;
  }

  /** No address is an answer, so that a node which is linked is not granted. */
  @inline get isGranted(): bool {
    return this.prev == Answer.Granted;
  }

  /** Uses up a grant: true once. What is used up is no longer handed on when this is dropped. */
  takeGrant(): bool {
    if (!this.isGranted) return false;
    this.prev = Answer.Idle;
    return true;
  }

  /** Makes a node of memory that may hold anything. */
  @inline clear(): void {
    // Both words at once; they lie at a multiple of four.
    store<u64>(changetype<usize>(this), 0, offsetof<Node>("next"), 4);
  }

  /** Forgets an earlier wait. Not for a linked node. */
  reset(): void {
    if (!ASC_NO_ASSERT) assert(!this.isLinked, "reset while waiting");
    this.prev = Answer.Idle;
  }
}

@unmanaged
class Node extends Waiting<void> {}

/** A list of waiting futures: one word, zero when nobody waits. */
@unmanaged
export class WaitList {
  private oldest: usize;

  @inline get isEmpty(): bool {
    return this.oldest == 0;
  }

  /** The longest waiting node, or 0. */
  @inline get first(): usize {
    return this.oldest;
  }

  /** The node after `node` in order of waiting, or 0 at the end. */
  after(node: usize): usize {
    const next = changetype<Node>(node).next;
    return next == this.oldest ? 0 : next;
  }

  /** The task being polled begins to wait, behind all others. */
  append(node: usize): void {
    const added = changetype<Node>(node);
    if (!ASC_NO_ASSERT) assert(!added.isLinked, "waiting twice");
    added.waker = Waker.current();
    const oldest = this.oldest;
    if (oldest) {
      const first = changetype<Node>(oldest);
      const youngest = first.prev;
      added.next = oldest;
      added.prev = youngest;
      changetype<Node>(youngest).next = node;
      first.prev = node;
    } else {
      added.next = node;
      added.prev = node;
      this.oldest = node;
    }
  }

  /** Takes a node out with an answer, without waking. The node must be linked. */
  take(node: usize, answer: usize): void {
    const taken = changetype<Node>(node);
    const next = taken.next;
    if (next == node) {
      this.oldest = 0;
    } else {
      const prev = taken.prev;
      changetype<Node>(prev).next = next;
      changetype<Node>(next).prev = prev;
      if (this.oldest == node) this.oldest = next;
    }
    taken.next = 0;
    taken.prev = answer;
  }

  /** Answers one linked node and wakes its task. */
  grant(node: usize, answer: usize): void {
    this.take(node, answer);
    changetype<Node>(node).waker.wake();
  }

  /**
   * Answers the longest waiting node.
   * @returns false if nobody waits.
   */
  grantFirst(answer: usize = 1): bool {
    const first = this.oldest;
    if (!first) return false;
    this.grant(first, answer);
    return true;
  }

  /** Answers everybody, oldest first. */
  grantAll(answer: usize = 1): void {
    while (this.oldest) this.grant(this.oldest, answer);
  }

  /**
   * Takes a node out because its future is dropped.
   * @returns true if it held a grant, which the caller must hand on.
   */
  remove(node: usize): bool {
    const removed = changetype<Node>(node);
    if (removed.isLinked) {
      this.take(node, Answer.Idle);
      return false;
    }
    const held = removed.prev == Answer.Granted;
    removed.prev = Answer.Idle;
    return held;
  }
}
