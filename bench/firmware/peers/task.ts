/**
 * A task of the peers' executor, as embassy's header is: a link of the run queue, a function to poll it, a deadline
 * and a link of the list of timers. What a task keeps of its own are the two words at the end.
 */
@unmanaged
export class Task {
  deadline: u64;
  /** Next in the run queue. */
  next: usize;
  /** Next in the list of timers. */
  nextTimer: usize;
  /** Where its function lies in the table. */
  run: u32;
  state: u32;
  a: u32;
  b: u32;

  @inline is(bit: u32): bool {
    return (this.state & bit) != 0;
  }
}

export namespace State {
  export const Queued: u32 = 1;
  export const Timed: u32 = 2;
}
