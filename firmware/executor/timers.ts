/** The one queue of timers: sleeping futures link their nodes into it, the executor expires them. */
import { TimerQueue } from "./timer-queue";

const root: usize = memory.data(4, 4);

export const timers: TimerQueue = changetype<TimerQueue>(root);
