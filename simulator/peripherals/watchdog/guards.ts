/** Reads from the firmware's memory which tasks the watchdog waits for: records of hal/drivers/watchdog.ts. */
import type { SideTable } from "../../../hal/border/side-table.ts";
import { currentTaskWord } from "../../core/current-task.ts";
import { formatTime } from "../../core/time.ts";

/** Offsets of the driver's static record and of its guards. */
const LAST_FEED = 8;
const FIRST_GUARD = 16;
const Guard = { last: 0, limit: 8, next: 16, task: 20 } as const;
/** No list is longer, whatever the memory holds. */
const MOST_GUARDS = 1_000;

/** What it looks at. */
interface Watched {
  readonly memory: WebAssembly.Memory;
  readonly inTurn: boolean;
  readonly micros: bigint;
  nameTask(address: number): string | undefined;
}

/** The end of the message, and the way out. */
export interface Verdict {
  readonly message: string;
  readonly hint: string;
}

export function lateGuards(processor: Watched, table: SideTable | undefined): Verdict {
  const now = processor.micros;
  const own = table?.memory.statics.find(({ name }) => name === "watchdog");
  const current = currentTaskWord(table);
  if (!own) {
    return {
      message: "",
      hint: "feed it in time, or start it with `Watchdog.start`, which tells which task hangs",
    };
  }
  const view = new DataView(processor.memory.buffer);
  const running =
    current === undefined ? undefined : processor.nameTask(view.getUint32(current, true));
  if (processor.inTurn && running !== undefined) {
    return {
      message: `: ${running} was still being polled`,
      hint: "let it wait now and then, such as with `await yieldNow()`, so that others have a turn",
    };
  }
  const late = readGuards(view, own.address)
    .filter(({ last, limit }) => now - last > limit)
    .map(({ task, last, limit }) => {
      const name = processor.nameTask(task) ?? "something outside of tasks";
      return `${name} did not check in for ${formatTime((now - last) * 1000n)}, its limit is ${formatTime(limit * 1000n)}`;
    });
  if (late.length > 0) {
    return {
      message: `: ${late.join("; ")}`,
      hint: "see what it waits for, give it a longer limit, or have it check in more often",
    };
  }
  const fed = view.getBigUint64(own.address + LAST_FEED, true);
  return {
    message: `, though all tasks have checked in; the last turn that fed it was ${formatTime((now - fed) * 1000n)} ago`,
    hint: "a turn, or the wake-up for it, takes longer than half the timeout: make it longer",
  };
}

interface GuardRecord {
  /** Microseconds. */
  readonly last: bigint;
  readonly limit: bigint;
  readonly task: number;
}

function readGuards(view: DataView, record: number): GuardRecord[] {
  const guards: GuardRecord[] = [];
  let at = view.getUint32(record + FIRST_GUARD, true);
  while (at !== 0 && at + 24 <= view.byteLength && guards.length < MOST_GUARDS) {
    guards.push({
      last: view.getBigUint64(at + Guard.last, true),
      limit: view.getBigUint64(at + Guard.limit, true),
      task: view.getUint32(at + Guard.task, true),
    });
    at = view.getUint32(at + Guard.next, true);
  }
  return guards;
}
