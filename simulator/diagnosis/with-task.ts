import type { SideTable } from "../../hal/border/side-table.ts";
import { FirmwareError } from "../core/errors.ts";
import { namePool } from "./full-pool.ts";
import { fullPools, nameCurrent } from "./tasks.ts";

/** An error of the firmware, with the task that was being polled and the pool that was full. */
export function withTask(
  error: unknown,
  memory: WebAssembly.Memory,
  table: SideTable | undefined,
): unknown {
  if (!(error instanceof FirmwareError)) return error;
  const task = nameCurrent(memory, table);
  const message = namePool(error.message, () => fullPools(memory, table));
  if (task === undefined && message === error.message) return error;
  const { code, hint, place, time } = error;
  return new FirmwareError({ code, message, hint, place, time, task, cause: error });
}
