/** What can be told of every task at a moment. */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { Place, SideTable } from "../../hal/border/side-table.ts";
import { currentTaskWord } from "../core/current-task.ts";
import { sitesOf, type WaitSite } from "./sites.ts";
import { isNew, type SlotCounter, type SlotPolls } from "./slot-polls.ts";
import { WaitReader, type Standing, type TaskName, type TaskWait } from "./waits.ts";

/**
 * `ready`: to be polled in the next round; `running`: being polled now; `finished`: its value has not been
 * taken, or its slot is freed in the next round.
 */
export type TaskProgress = "ready" | "running" | "waiting" | "finished";

/** A task as `Simulator.inspect` tells it. */
export interface TaskInspection extends TaskName {
  /** Where it is declared. */
  readonly place: Place;
  /** 0 is the lowest. */
  readonly priority: number;
  readonly state: TaskProgress;
  /** Its stack of async calls: the awaits in which it stands, the outermost first. */
  readonly sites: readonly WaitSite[];
  /** What it waits for; several for a select, a join or a timeout, none unless it waits. */
  readonly waits: readonly TaskWait[];
  /** The objects that it holds. */
  readonly holds: readonly string[];
  /** Undefined unless polls are counted: `inspect: true`, or `cpu.hz`. */
  readonly polls: SlotPolls | undefined;
}

/**
 * All tasks whose slots are taken, in the order of the side table.
 * @param counts of polls, if they are counted.
 */
export function inspect(
  memory: WebAssembly.Memory,
  table: SideTable,
  counts: SlotCounter | undefined,
): TaskInspection[] {
  const view = new DataView(memory.buffer);
  const reader = new WaitReader(memory, table);
  const current = currentTaskWord(table);
  const running = current === undefined ? 0 : view.getUint32(current, true);
  return reader.tasks.map((task) => {
    const { name, slot, info, address } = task;
    const state = progressOf(task, running);
    return {
      name,
      slot,
      place: info.place,
      priority: info.priority,
      state,
      sites: state === "finished" ? [] : sitesOf(view, table, info, address),
      waits: state === "waiting" ? reader.waitsOf(task) : [],
      holds: state === "finished" ? [] : reader.holdsOf(task),
      polls: counts?.of(address, isNew(view, info, address)),
    };
  });
}

function progressOf({ address, bits }: Standing, running: number): TaskProgress {
  const { alive, queued } = TaskHeader.state;
  if ((bits & alive) === 0) return "finished";
  if (address === running) return "running";
  return (bits & queued) === 0 ? "waiting" : "ready";
}
