/**
 * The one protocol of Wakeful.
 *
 * A future is a computation that may not be finished yet. Whoever wants its result polls it:
 * `poll()` does what can be done now and says whether it is done. Before it answers "not yet" a
 * future must have arranged to be woken (a timer node, a place in a wait list), because nobody polls
 * a task that was not woken: waiting costs nothing.
 *
 * Futures are `@unmanaged` records that live in static memory, at an address that never changes,
 * laid inside the frame of the task that waits for them. So a node inside a future may be linked
 * into a queue, and `drop()` unlinks it.
 *
 * ```
 *   begin ──► poll() → false ──(woken)──► poll() → true ──► output()
 *                │                           │
 *                └─────────► drop() ◄────────┘      at any time, once or more often
 * ```
 *
 * Terms used in **Cancel safety** lines:
 * - *cancel safe*: dropping it before it is ready loses nothing and leaves nothing behind.
 * - *restarts*: dropping it is clean, but progress made so far is lost.
 *
 * The records carry no type tag, so no call can be virtual: `drop` and `output` are not declared here,
 * and a class that has neither needs neither. The build refuses a call that would choose among the
 * methods of subclasses.
 */
@unmanaged
export abstract class Future<T> {
  /**
   * Does what can be done now.
   * @returns true when the result is there. After that it must not be polled again until it is
   * begun anew.
   */
  poll(): bool {
    return unreachable();
  }

  // What subclasses may have besides:
  //
  // drop(): void    lets go of everything it holds: unlinks its nodes, hands on what it was granted.
  //                 A future that is ready holds nothing but its result.
  // output(): T     the result, once `poll` has said true. Without it, the result lies at the start
  //                 of the record.

  /** Tells the compiler the type of the result: `valueof<F>` is `T`. */
  @operator("[]")
  private __result(_index: i32): T {
    if (isVoid<T>()) return;
    return load<T>(changetype<usize>(this));
  }
}
