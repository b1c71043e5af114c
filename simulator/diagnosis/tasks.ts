import { TaskHeader } from "../../hal/border/side-table.ts";
import type { Place, SideTable, TaskInfo } from "../../hal/border/side-table.ts";
import { currentTaskWord } from "../core/current-task.ts";
import { sitesOf, type WaitSite } from "./sites.ts";

/** Characters of an awaited expression that are shown. */
const MOST_TEXT = 40;

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
  /** The awaits in which it stands, the outermost first; none for hand-written futures. */
  readonly sites: readonly WaitSite[];
}

/** Reads the tasks from the firmware's memory, in the order of the side table. */
export function readTasks(memory: WebAssembly.Memory, table: SideTable | undefined): TaskState[] {
  const view = new DataView(memory.buffer);
  const { state } = TaskHeader;
  const tasks: TaskState[] = [];
  for (const task of table?.tasks ?? []) {
    const { name, place } = task;
    for (const { slot, at, bits } of slotsOf(view, task)) {
      const queued = (bits & state.queued) !== 0;
      const alive = (bits & state.alive) !== 0;
      if (!queued && !alive) continue;
      tasks.push({ name, slot, place, queued, alive, sites: sitesOf(view, table!, task, at) });
    }
  }
  return tasks;
}

interface Slot {
  readonly slot: number;
  /** Address of its task's header. */
  readonly at: number;
  /** Of the task's state; 0 if the slot is free. */
  readonly bits: number;
}

/** The slots of a task's pool that lie in the memory. */
export function slotsOf(
  view: DataView,
  { pool, address, slotBytes, prefixBytes }: TaskInfo,
): readonly Slot[] {
  return Array.from({ length: pool }, (_, slot) => ({
    slot,
    at: address + slot * slotBytes + prefixBytes,
  }))
    .filter(({ at }) => at + TaskHeader.bytes <= view.byteLength)
    .map(({ slot, at }) => ({ slot, at, bits: view.getUint8(at + TaskHeader.stateOffset) }));
}

/** The tasks of which no other can be spawned now. */
export function fullPools(memory: WebAssembly.Memory, table: SideTable | undefined): TaskInfo[] {
  const view = new DataView(memory.buffer);
  return (table?.tasks ?? []).filter(
    (task) => slotsOf(view, task).filter(({ bits }) => bits !== 0).length === task.pool,
  );
}

/** The task that is being polled, as `nameTasks` names it; nothing between polls. */
export function nameCurrent(
  memory: WebAssembly.Memory,
  table: SideTable | undefined,
): string | undefined {
  const current = currentTaskWord(table);
  if (current === undefined) return undefined;
  return nameTaskAt(memory, table, new DataView(memory.buffer).getUint32(current, true));
}

/** The task at an address, or with it in its frame, as `nameTasks` names it. */
export function nameTaskAt(
  memory: WebAssembly.Memory,
  table: SideTable | undefined,
  address: number,
): string | undefined {
  const task = table?.tasks.find(
    (t) => address >= t.address && address < t.address + t.pool * t.slotBytes,
  );
  if (!table || !task) return undefined;
  const view = new DataView(memory.buffer);
  const { name, place } = task;
  const slot = slotsOf(view, task).findLast(({ at }) => at <= address);
  return slot && nameTask({ name, place, sites: sitesOf(view, table, task, slot.at) });
}

/** `blink (examples/blink.ts:8:5: await sleep(...)), Wait (wait.ts:9:1)`; equal ones are counted. */
export function nameTasks(tasks: readonly TaskState[]): string {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const text = nameTask(task);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, n]) => (n > 1 ? `${n} × ${text}` : text)).join(", ");
}

/** A task as texts name it, with the awaits in which it stands. */
export function nameTask({
  name,
  place,
  sites,
}: Pick<TaskState, "name" | "place" | "sites">): string {
  const at = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
  const waits = sites.map((site) => `${at(site.place)}: await ${shortened(site.text)}`);
  return `${name} (${waits.length > 0 ? waits.join(" → ") : at(place)})`;
}

function shortened(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
}
