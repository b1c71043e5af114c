import type { Diagnostic } from "../core/context.ts";
import { nameTasks } from "./tasks.ts";
import type { TaskState } from "./tasks.ts";

/**
 * Judges firmware that sleeps without a deadline while nothing outside can raise an interrupt.
 * @returns the deadlock, or null if every task has ended.
 */
export function findDeadlock(tasks: readonly TaskState[], time: bigint): Diagnostic | null {
  const alive = tasks.filter((task) => task.alive);
  if (alive.length === 0) return null;
  const count = alive.length === 1 ? "1 task waits" : `${alive.length} tasks wait`;
  return {
    severity: "error",
    code: "deadlock",
    time,
    message: `${count} for ever: ${nameTasks(alive)}; no task is ready, no timer runs and no pin is listened to`,
    hint: "see what each task awaits: another task must signal, send or unlock it, or a timeout must end the wait",
  };
}
