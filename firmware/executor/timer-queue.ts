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
 *            root                    child: the oldest child
 *             │ child                next:  the next younger sibling; at the youngest: parent + 1
 *             ▼                      prev:  the next older sibling;  at the oldest: youngest + 1
 *        ┌──► A ◄──► B ◄──► C ◄──┐
 *        │   oldest     youngest │   The low bit, free because nodes are aligned, marks the two
 *        └── prev + 1 ───────────┘   ends, so that the parent is found from any node's siblings.
 *                             next + 1 ──► parent
 * ```
 *
 * A pure structure: it knows neither clock nor tasks.
 */

@unmanaged
export class TimerNode {
  /** Microseconds since reset. */
  deadline: u64;
  child: usize;
  /** 0 while the node is in no queue. */
  next: usize;
  prev: usize;
  /** Whom to wake: kept for the owner of the queue. */
  task: usize;

  @inline get isLinked(): bool {
    return this.next != 0;
  }
}

/** Marks the two ends of a row of siblings. */
const END: usize = 1;

/** Makes a node the only one of its row, below `parent` (0: it is the root). */
function alone(node: usize, parent: usize): void {
  changetype<TimerNode>(node).next = parent | END;
  changetype<TimerNode>(node).prev = node | END;
}

/**
 * Puts one of two lone trees under the other. Every node of `younger` was inserted after every node
 * of `older`.
 * @returns the root of both.
 */
function meld(older: usize, younger: usize): usize {
  const a = changetype<TimerNode>(older);
  const b = changetype<TimerNode>(younger);
  if (b.deadline < a.deadline) {
    const child = b.child;
    if (child) {
      const first = changetype<TimerNode>(child);
      a.next = child;
      a.prev = first.prev;
      first.prev = older;
    } else {
      alone(older, younger);
    }
    b.child = older;
    return younger;
  }
  const child = a.child;
  if (child) {
    const first = changetype<TimerNode>(child);
    const youngest = first.prev & ~END;
    changetype<TimerNode>(youngest).next = younger;
    b.prev = youngest;
    b.next = older | END;
    first.prev = younger | END;
  } else {
    alone(younger, older);
    a.child = younger;
  }
  return older;
}

/**
 * Merges a row of siblings into one tree: pairs from old to young, then the pairs from young to
 * old, each step on neighbours.
 * @param first the oldest of the row, not 0.
 */
function mergeRow(first: usize): usize {
  let pairs: usize = 0;
  let node = first;
  for (;;) {
    const older = node;
    const younger = changetype<TimerNode>(older).next;
    if (younger & END) {
      changetype<TimerNode>(older).prev = pairs;
      pairs = older;
      break;
    }
    const after = changetype<TimerNode>(younger).next;
    const pair = meld(older, younger);
    changetype<TimerNode>(pair).prev = pairs;
    pairs = pair;
    if (after & END) break;
    node = after;
  }
  let tree = pairs;
  pairs = changetype<TimerNode>(tree).prev;
  while (pairs) {
    const before = changetype<TimerNode>(pairs).prev;
    tree = meld(pairs, tree);
    pairs = before;
  }
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
    const address = changetype<usize>(node);
    assert(!node.isLinked, "timer inserted twice");
    node.child = 0;
    let root = this.root;
    root = root ? meld(root, address) : address;
    alone(root, 0);
    this.root = root;
  }

  /** Removes a node wherever it is; nothing happens if it is in no queue. */
  remove(node: TimerNode): void {
    if (!node.isLinked) return;
    const address = changetype<usize>(node);
    const heir = node.child ? mergeRow(node.child) : 0;
    if (this.root == address) {
      if (heir) alone(heir, 0);
      this.root = heir;
    } else {
      replace(address, heir);
    }
    node.next = 0;
  }
}

/** Puts `heir` (0: nothing) where `address`, which has a parent, stands in its row. */
function replace(address: usize, heir: usize): void {
  const next = changetype<TimerNode>(address).next;
  let prev = changetype<TimerNode>(address).prev;
  const isYoungest = (next & END) != 0;
  const isOldest = (prev & END) != 0;
  const parent =
    (isYoungest ? next : isOldest ? changetype<TimerNode>(prev & ~END).next : 0) & ~END;
  // The only one of its row is its own youngest, and its heir is the same.
  if (isYoungest && isOldest) prev = heir | END;
  if (heir) {
    changetype<TimerNode>(heir).next = next;
    changetype<TimerNode>(heir).prev = prev;
  }
  // What the older side and the younger side see from now on.
  const fromOlder = heir ? heir : isYoungest && isOldest ? 0 : next;
  const fromYounger = heir ? heir : prev;
  if (isOldest) changetype<TimerNode>(parent).child = fromOlder;
  else changetype<TimerNode>(prev).next = fromOlder;
  if (!isYoungest) changetype<TimerNode>(next).prev = fromYounger;
  else if (!isOldest)
    changetype<TimerNode>(changetype<TimerNode>(parent).child).prev = fromYounger | END;
}
