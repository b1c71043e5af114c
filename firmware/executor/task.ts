/**
 * A task: a top-level future with a header, in a slot of its kind's pool.
 *
 * ```
 *   slot                    task                                frame
 *   v                       v                                   v
 *   +---------+- - - - - - -+--------+------+-------+-----------+------------------+
 *   | joiners | generation  | link   | kind | state | point     | the future       |
 *   +---------+- - - - - - -+--------+------+-------+-----------+------------------+
 *   0         4             8        12     13      14          16
 * ```
 *
 * The prefix is what only handles need, so it is there only if the program joins, aborts, detaches
 * or asks after a task somewhere; otherwise a slot begins with the task. The header is 8 bytes. The
 * point is where an async task goes on; hand-written futures do not use it.
 *
 * ```
 *             claim()                spawn(), wake()              turn: poll → true, or abort()
 *   free ───────────────► alive ───────────────► queued ─┐    ┌─────────────────────► free
 *                           ▲                            ▼    │
 *                           └──── turn: poll → false ── running
 * ```
 *
 * A task whose value nobody has taken yet rests in `Finished` before it is free.
 */
import { PREFIX } from "../../generated/tasks";

export { PREFIX };

/** Bits of `Task.state`. The simulator reads them too: see TaskHeader in hal/border/side-table.ts. */
export namespace State {
  /** Linked into the run queue: set exactly when linked. */
  export const Queued: u8 = 1;
  /** Its slot is taken and its future has not ended. */
  export const Alive: u8 = 2;
  /** Ended; its value waits in the frame to be joined. */
  export const Finished: u8 = 8;
  /** Aborted while it could not be dropped at once: it was running. */
  export const Aborted: u8 = 16;
  /** Its future has a value, so its slot outlives it until the value is taken. */
  export const Keeps: u8 = 32;
  /** Its value was given up in advance: only who waits when it ends gets it. */
  export const Detached: u8 = 64;
}

/** Bytes from a task to its frame. */
export const HEADER: usize = 8;

@unmanaged
export class Task {
  /** Next in the run queue; in a free slot, the next free one (see pool.ts). */
  link: usize;
  /** Index of its `@task` declaration. */
  kind: u8;
  state: u8;
  /** Where an async task goes on when it is polled; 0 is its beginning. */
  point: u16;

  /** Sets all of the header but the link, by one store. */
  @inline begin(kind: u8, state: u8): void {
    store<u32>(changetype<usize>(this), kind | ((<u32>state) << 8), offsetof<Task>("kind"));
  }

  /** Counts the tenants of this slot, so that a handle to an earlier one is known to be stale. */
  get generation(): u16 {
    return PREFIX ? load<u16>(changetype<usize>(this) - 4) : 0;
  }

  /** The slot has had one tenant more. */
  age(): void {
    if (PREFIX) store<u16>(changetype<usize>(this) - 4, this.generation + 1);
  }

  /** Address of the future. */
  @inline get frame(): usize {
    return changetype<usize>(this) + HEADER;
  }

  @inline is(bits: u8): bool {
    return (this.state & bits) != 0;
  }

  @inline set(bits: u8): void {
    this.state |= bits;
  }

  @inline clear(bits: u8): void {
    this.state &= ~bits;
  }

  /** Address of the head of the list of tasks that wait for this one. */
  get joiners(): usize {
    return changetype<usize>(this) - PREFIX;
  }
}
