/** Running a task to its end, where there is nobody else to drive the executor. */
import { poll } from "./executor";
import { JoinHandle } from "./spawn";
import { panic } from "../report/panic";

/**
 * For tests: polls until the task has ended, and no longer. Time does not pass meanwhile and no
 * interrupt comes, so a task that waits for one is a panic. Not for use in a task.
 */
export function blockOn<T>(handle: JoinHandle<T>): void {
  while (!handle.isFinished) {
    if (poll() != 0 && !handle.isFinished) {
      panic("blockOn: the task waits for something that only the host can bring");
    }
  }
}
