/**
 * Futures that hold something once they are ready: a lock, a permit, a place in a queue. The compiler
 * knows the class by name, and drops what extends it when the block ends in which it was begun,
 * however that comes about:
 *
 * ```ts
 * {
 *   await bus.lock();
 *   ...                  // nobody else is here
 * }                      // and now somebody may be
 * ```
 */
import { Waiting } from "./wait-list";

/** The base of futures that hold something until they are dropped. */
@unmanaged
export abstract class Guard<T> extends Waiting<T> {
  /**
   * It can be awaited again: once it was let go of, it has to be waited for anew.
   * @internal
   */
  get isStream(): bool {
    return true;
  }
}
