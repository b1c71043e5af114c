/**
 * Deadlines in order: an intrusive pairing heap that keeps equal deadlines first in, first out.
 *
 * Why a pairing heap: insertion is O(1), taking the first and removing any node are O(log n)
 * amortised, it needs no array, and a node is 24 bytes with everything in it
 * (M. Fredman, R. Sedgewick, D. Sleator, R. Tarjan, "The pairing heap: a new form of
 * self-adjusting heap", Algorithmica 1, 1986).
 *
 * Why it is stable without a sequence number: a pairing heap never reorders siblings by itself, so
 * their order can carry age. The children of a node are kept oldest subtree first, and every two
 * neighbours are one older than the other as whole subtrees. Linking two neighbours keeps this: the
 * younger root goes under the older one as its youngest child, or, only if its deadline is strictly
 * earlier, the older one goes under it as its oldest child. A removed node is replaced, in its
 * place, by what its own children merge into, which is as old as the node's subtree was.
 *
 * ```
 *            parent                  child: the oldest child
 *             │ child                next:  the next younger sibling; at the youngest: parent + 1
 *             ▼                      prev:  the next older sibling;  at the oldest: the youngest
 *        ┌──► A ◄──► B ◄──► C ──────────► parent + 1
 *        │  oldest       youngest
 *        └── prev ──────────►┘
 * ```
 *
 * The low bit of `next`, free because nodes are aligned, marks the end of a row and thus leads to the
 * parent from anywhere in it: a node is the oldest exactly if its `prev` has that bit in `next`. The root
 * has no siblings: what its `next` and `prev` say is of no use, but for that it is linked.
 *
 * A pure structure: it knows neither clock nor tasks.
 */

/** In `next`: it was the first, and was taken out as such. A place where no node can lie. */
export const DUE: usize = 1;

@unmanaged
export class TimerNode {
  /** Microseconds since reset. */
  deadline: u64;
  child: usize;
  /** Up to `DUE` while the node is in no queue. */
  next: usize;
  prev: usize;
  /** Whom to wake: kept for the owner of the queue. */
  task: usize;

  @inline get isLinked(): bool {
    return this.next > DUE;
  }
}

/** Marks the end of a row of siblings, in `next`. */
const END: usize = 1;

/**
 * Puts one of two trees under the other. Every node of `younger` was inserted after every node of
 * `older`.
 * @returns the root of both; its own place among siblings is for the caller to set.
 */
function meld(older: usize, younger: usize): usize {
  // Only a strictly earlier deadline passes an older one, and then as its oldest child's parent.
  const passes = changetype<TimerNode>(younger).deadline < changetype<TimerNode>(older).deadline;
  const winner = passes ? younger : older;
  const loser = passes ? older : younger;
  const child = changetype<TimerNode>(winner).child;
  if (!child) {
    changetype<TimerNode>(loser).prev = loser;
    changetype<TimerNode>(loser).next = winner | END;
    changetype<TimerNode>(winner).child = loser;
    return winner;
  }
  const youngest = changetype<TimerNode>(child).prev;
  changetype<TimerNode>(child).prev = loser;
  changetype<TimerNode>(loser).prev = youngest;
  changetype<TimerNode>(loser).next = passes ? child : winner | END;
  store<usize>(passes ? winner : youngest + 4, loser, offsetof<TimerNode>("child"));
  return winner;
}

/**
 * Merges a row of siblings into one tree, from young to old: each two neighbours into a pair, and each pair with what
 * is younger.
 * @param first the oldest of the row, not 0.
 */
function mergeRow(first: usize): usize {
  let tree: usize = 0;
  let next = changetype<TimerNode>(first).prev;
  let oldest: usize;
  do {
    let pair = next;
    oldest = next;
    if (oldest != first) {
      oldest = changetype<TimerNode>(pair).prev;
      next = changetype<TimerNode>(oldest).prev;
      pair = meld(oldest, pair);
    }
    tree = tree ? meld(pair, tree) : pair;
  } while (oldest != first);
  return tree;
}

/** A queue of timers; the object is the address of a word that holds the root. */
@unmanaged
export class TimerQueue {
  private root: usize;

  /** The node with the earliest deadline, among equals the first inserted; or 0. */
  get first(): usize {
    return this.root;
  }

  /** Inserts a node that is in no queue. Its deadline must not change while it is in. */
  insert(node: TimerNode): void {
    if (!ASC_NO_ASSERT) assert(!node.isLinked, "timer inserted twice");
    node.child = 0;
    const root = this.root;
    const added = changetype<usize>(node);
    node.next = added;
    this.root = root ? meld(root, added) : added;
  }

  /**
   * Removes the first node: what `remove` does, for the one node that has no siblings. A firmware
   * whose sleeps are never cut short has only this.
   */
  removeFirst(first: TimerNode): void {
    const child = first.child;
    this.root = child ? mergeRow(child) : 0;
    first.next = DUE;
  }

  /** Removes a node wherever it is; nothing happens if it is in no queue. */
  remove(node: TimerNode): void {
    if (!node.isLinked) return;
    const child = node.child;
    const heir = child ? mergeRow(child) : 0;
    if (changetype<usize>(node) == this.root) this.root = heir;
    else replace(changetype<usize>(node), heir);
    node.next = 0;
  }
}

/** Puts `heir` (0: nothing) where a node stands in its row. */
function replace(address: usize, heir: usize): void {
  const next = changetype<TimerNode>(address).next;
  const prev = changetype<TimerNode>(address).prev;
  // What the older and the younger side see from now on.
  let younger = next;
  let older = prev;
  if (heir) {
    changetype<TimerNode>(heir).next = next;
    changetype<TimerNode>(heir).prev = prev;
    younger = heir;
    older = heir;
  }
  const fromOlder = changetype<TimerNode>(prev).next;
  if (fromOlder & END) changetype<TimerNode>(fromOlder & ~END).child = younger & END ? 0 : younger;
  else changetype<TimerNode>(prev).next = younger;
  // After the youngest the row begins anew; if the node was alone, its heir is its own neighbour.
  const after = next & END ? changetype<TimerNode>(next & ~END).child : next;
  if (after) changetype<TimerNode>(after).prev = older;
}
