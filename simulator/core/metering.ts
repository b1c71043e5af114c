/** Ties the counters of a metered copy (see guard.ts) to who reads them. */
import { COUNT_EXPORT, HOOK_EXPORT } from "./guard.ts";
import type { Metering } from "./guard.ts";

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
  { exports }: WebAssembly.Instance,
  { attach, onTask, current }: FirmwareMetering,
): boolean {
  const counter = exports[COUNT_EXPORT];
  if (counter) attach(counter as WebAssembly.Global<"i64">);
  const hook = exports[HOOK_EXPORT] as WebAssembly.Table | undefined;
  const { memory } = exports as { memory?: WebAssembly.Memory };
  if (!hook || !memory || current === undefined) return false;
  let view = new DataView(memory.buffer);
  const tell = (): void => {
    // A memory that has grown has another buffer, and leaves this one empty. Asking it takes far longer.
    if (view.buffer.byteLength === 0) view = new DataView(memory.buffer);
    onTask(view.getUint32(current, true));
  };
  hook.set(0, asExport(tell));
  return true;
}

/** `(module (import "h" "f" (func)) (export "f" (func 0)))` */
const wrapper = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x02, 0x07, 0x01, 0x01, 0x68, 0x01, 0x66, 0x00, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
]);

/** A function of the host as a table takes it: a table holds nothing but functions of modules. */
function asExport(f: () => void): unknown {
  const module = new WebAssembly.Module(wrapper);
  return new WebAssembly.Instance(module, { h: { f } }).exports["f"];
}
