import type { SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";

/** A poll of a task that is known, as the header's address and its beginning tell it. */
export interface Poll {
  readonly task: TaskInfo;
  readonly address: number;
  /** Nanoseconds since reset. */
  readonly began: bigint;
}

/** A poll that has ended. */
export interface EndedPoll extends Poll {
  readonly ended: bigint;
  /** How often the task has read the clock in it. */
  readonly readings: number;
  /** The task's header and frame as they were when it began. */
  readonly before: Uint8Array;
}

/** Looks at the polls of tasks, one by one. Nothing is called without a side table. */
export interface PollObserver<State = unknown> extends Snapshotted<State> {
  /** A task is about to be polled: its frame says what it waited for. */
  onBegin(poll: Poll): void;
  onEnd(poll: EndedPoll): void;
  /** The firmware was reset: its tasks are gone. */
  forget(): void;
}

/** What an observer looks with. */
export interface Sight {
  readonly table: SideTable;
  memory(): WebAssembly.Memory;
  report(diagnostic: Diagnostic): void;
}
