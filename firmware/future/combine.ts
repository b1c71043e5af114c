/**
 * Several futures as one. The compiler knows these by name, and writes the polling of each out where
 * it stands; what is here is what they mean.
 *
 * A future that is given as a call belongs to the combination: when that is ready, the others are
 * dropped at once. A future that is given as a variable is only borrowed: it goes on, and can be
 * awaited later, until the variable's block ends. That is how the value of the winner is had:
 *
 * ```ts
 * const message = inbox.receive();
 * if ((await select(message, sleep(seconds(1)))) == 0) show(await message);
 * ```
 */

/**
 * Ready when the first of its futures is; its value is that one's index. They are polled in the order
 * in which they are written, so if several are ready the first one wins.
 *
 * **Cancel safety:** cancel safe if its futures are.
 */
export function select(): i32 {
  return unreachable();
}

/**
 * As `select`, but the next one begins after the winner of the last one at the same place: each
 * gets its turn, however often the others are ready.
 *
 * **Cancel safety:** cancel safe if its futures are.
 */
export function selectFair(): i32 {
  return unreachable();
}

/**
 * Ready when all of its futures are. Values are had from variables: `await a` after
 * `await join(a, b)` does not wait.
 *
 * **Cancel safety:** restarts: what its futures have done so far is lost with them.
 */
export function join(): void {}

/**
 * Ready when the future is, or after `span`, counted from the call. Its value is whether the future
 * was in time; if both are ready, it was.
 *
 * **Cancel safety:** cancel safe if the future is.
 */
export function timeout(): bool {
  return unreachable();
}

/**
 * As `timeout`, until a point in time.
 *
 * **Cancel safety:** cancel safe if the future is.
 */
export function timeoutAt(): bool {
  return unreachable();
}
