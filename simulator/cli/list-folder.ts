import { readdirSync } from "node:fs";
import { UsageError } from "../core/errors.ts";
import { reasonOf } from "./system-error.ts";

/**
 * The names in a folder, sorted.
 * @param shown the folder as messages name it.
 * @throws UsageError if it cannot be read.
 */
export function listFolder(folder: string, shown: string, hint: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(`the folder ${shown} cannot be read: ${reason}`, hint);
  }
}
