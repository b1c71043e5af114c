import { TaskHeader } from "../../hal/border/side-table.ts";
import type { Place, SideTable } from "../../hal/border/side-table.ts";

/** A task that lives, or whose slot still waits to be freed. */
export interface TaskState {
  readonly name: string;
  /** Which slot of the task's pool, from 0. */
  readonly slot: number;
  /** Where the task is declared. */
  readonly place: Place;
  /** Whether it is in the run queue. */
  readonly queued: boolean;
  /** Whether its future has not ended. */
  readonly alive: boolean;
}

/** Reads the tasks from the firmware's memory, in the order of the side table. */
export function readTasks(memory: WebAssembly.Memory, table: SideTable | undefined): TaskState[] {
  const bytes = new Uint8Array(memory.buffer);
  const { state } = TaskHeader;
  const tasks: TaskState[] = [];
  for (const { name, place, pool, address, slotBytes, prefixBytes } of table?.tasks ?? []) {
    for (let slot = 0; slot < pool; slot++) {
      const at = address + slot * slotBytes + prefixBytes + TaskHeader.stateOffset;
      const bits = bytes[at] ?? 0;
      const queued = (bits & state.queued) !== 0;
      const alive = (bits & state.alive) !== 0;
      if (queued || alive) tasks.push({ name, slot, place, queued, alive });
    }
  }
  return tasks;
}

/** `blink (examples/blink.ts:4:3), wait (examples/blink.ts:9:1)`; equal ones are counted. */
export function nameTasks(tasks: readonly TaskState[]): string {
  const counts = new Map<string, number>();
  for (const { name, place } of tasks) {
    const text = `${name} (${place.file}:${place.line}:${place.column})`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, n]) => (n > 1 ? `${n} × ${text}` : text)).join(", ");
}
