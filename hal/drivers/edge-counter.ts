/**
 * Counts the edges of a pin that nobody has taken yet. Edges of one pin alternate, so their number and
 * the state after the last of them say all about their order:
 *
 * ```
 *                 ┌────┐       ┌──────
 *   state ────────┘    └───────┘            known = 1, pending = 3:
 *                 ^    ^       ^            rising, falling, rising
 *          attach()    3 edges pending
 * ```
 *
 * A wait takes edges from the front up to the first one of its kind; the ones it passes over are gone.
 * So an edge between two waits is not lost, and no edge answers two waits.
 */
import { WaitList } from "../../firmware/executor/wait-list";
import { PinListener } from "./pin-listener";

/** What a wait waits for. */
export enum Want {
  Rising,
  Falling,
  Any,
  High,
  Low,
}

/** 16 bytes, at the start of a driver's object. */
@unmanaged
export class EdgeCounter extends PinListener {
  /** @internal */
  waiters: usize;
  /**
   * Edges not taken yet.
   * @internal
   */
  pending: u32;

  /** @internal */
  @inline get list(): WaitList {
    return changetype<WaitList>(changetype<usize>(this) + offsetof<EdgeCounter>("waiters"));
  }

  /**
   * The state before the first pending edge.
   * @internal
   */
  get before(): u8 {
    return this.known ^ (<u8>(this.pending & 1));
  }

  /**
   * Whether `want` is there, and how many edges it takes: 0 for a level. -1: it is not there.
   * @internal
   */
  found(want: Want): i32 {
    if (want == Want.High) return this.known ? 0 : -1;
    if (want == Want.Low) return this.known ? -1 : 0;
    let take: u32 = 1;
    if (want != Want.Any) {
      const first: Want = this.before ? Want.Falling : Want.Rising;
      if (first != want) take = 2;
    }
    return this.pending >= take ? <i32>take : -1;
  }

  /** @internal */
  @inline take(edges: i32): void {
    this.pending -= edges;
  }

  /** @internal */
  count(state: u8): void {
    this.known = state;
    if (this.pending < u32.MAX_VALUE) this.pending++;
  }
}
