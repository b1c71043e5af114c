import { UsageError } from "../core/errors.ts";
import { reasonOf } from "./system-error.ts";

/**
 * Writes something. What the file system refuses is for the user to mend.
 * @param shown what is written, as messages name it.
 * @param hint the way out.
 * @throws UsageError if it cannot be written.
 */
export function writing<T>(shown: string, hint: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(`${shown} cannot be written: ${reason}`, hint);
  }
}
