import type { Diagnostic } from "../core/context.ts";
import { nameTasks } from "./tasks.ts";
import type { TaskState } from "./tasks.ts";

export const CIRCLE_HINT =
  "take locks in the same order everywhere, let go of one before waiting for the next, or wait with a timeout";

/**
 * Judges firmware that sleeps without a deadline while nothing outside can raise an interrupt.
 * @param circle says which tasks wait for each other, if any do.
 * @returns the deadlock, or null if every task has ended.
 */
export function findDeadlock(
  tasks: readonly TaskState[],
  circle: () => string | undefined,
  time: bigint,
): Diagnostic | null {
  const alive = tasks.filter((task) => task.alive);
  if (alive.length === 0) return null;
  const count = alive.length === 1 ? "1 task waits" : `${alive.length} tasks wait`;
  const found = circle();
  return {
    severity: "error",
    code: "deadlock",
    time,
    message: `${count} for ever: ${nameTasks(alive)}; ${found === undefined ? "" : `${found}; `}no task is ready, no timer runs and no pin is listened to`,
    hint:
      found !== undefined
        ? CIRCLE_HINT
        : "see what each task awaits: another task must signal, send or unlock it, or a timeout must end the wait",
  };
}
