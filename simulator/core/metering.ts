/** Ties the counters of a metered copy (see guard.ts) to who reads them. */
import { CurrentTask } from "./current-task.ts";
import { COUNT_EXPORT, Hook } from "./guard.ts";
import type { Metering } from "./guard.ts";
import { setHook } from "./hooks.ts";
import type { ModuleShape } from "./module.ts";

/** Stands for the tasks of a turn: the firmware's memory is not known. */
export const SOME_TASK = -1;

/** What a metered firmware needs of the simulator. */
export interface FirmwareMetering extends Metering {
  /** Is given the counter of instructions. */
  attach(counter: WebAssembly.Global<"i64">): void;
  /** Moves time to where the code has come. */
  catchUp(): void;
  /** The firmware reads its clock. */
  onRead(): void;
  /**
   * Another task is polled, or none any more.
   * @param task its address, or 0; `SOME_TASK` for a whole turn, if it is not known who is polled.
   */
  onTask(task: number): void;
}

/**
 * Ties the counters of `instance` to `metering`.
 * @returns whether the polls of tasks will be told.
 */
export function attachMetering(
  instance: WebAssembly.Instance,
  shape: Pick<ModuleShape, "stores">,
  { attach, onTask, current }: FirmwareMetering,
): boolean {
  const { exports } = instance;
  const counter = exports[COUNT_EXPORT];
  if (counter) attach(counter as WebAssembly.Global<"i64">);
  const { memory } = exports as { memory?: WebAssembly.Memory };
  if (!memory || current === undefined) return false;
  if (!shape.stores.some(({ address }) => address === current)) return false;
  const task = new CurrentTask(current, () => memory);
  setHook(instance, Hook.task, () => onTask(task.address));
  return true;
}
