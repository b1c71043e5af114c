import { POLLS_TAKE_TIME } from "../core/budget.ts";
import type { TurnReason } from "../core/cpu.ts";
import { FirmwareError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { nameTasks } from "./tasks.ts";
import type { TaskState } from "./tasks.ts";

const reasons: Readonly<Record<TurnReason, { what: string; hint: string }>> = {
  ready: {
    what: "something is always ready",
    hint: `a task that wakes itself must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: ${POLLS_TAKE_TIME}`,
  },
  interrupt: {
    what: "each turn raises an interrupt",
    hint: "the firmware writes a pin it listens to: listen to another pin, or write less often",
  },
  "past-deadline": {
    what: "poll() keeps returning a deadline that has passed",
    hint: "poll() must complete what is due before it returns the next deadline",
  },
};

/** The error for `turns` turns at one instant without an end. */
export function livelock(
  reason: TurnReason,
  turns: number,
  tasks: readonly TaskState[],
  time: bigint,
): FirmwareError {
  const { what, hint } = reasons[reason];
  const queued = tasks.filter((task) => task.queued);
  const names = queued.length > 0 ? `; in the run queue: ${nameTasks(queued)}` : "";
  return new FirmwareError({
    code: "livelock",
    message: `${turns} turns at ${formatTime(time)} and virtual time does not move: ${what}${names}`,
    hint,
    place: queued[0]?.place,
    time,
  });
}
