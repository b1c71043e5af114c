/** Reading what the user names. Whatever the file system says against it is wrong use, in words. */
import { readFileSync, statSync, type Stats } from "node:fs";
import { UsageError } from "../core/errors.ts";
import { reasonOf } from "./system-error.ts";

function refused(what: string, error: unknown, hint: string): unknown {
  const reason = reasonOf(error);
  return reason === undefined ? error : new UsageError(`${what} cannot be read: ${reason}`, hint);
}

/**
 * What lies at a path; undefined if nothing does.
 * @param what the file as messages name it.
 * @throws UsageError if that cannot be told.
 */
export function statInput(path: string, what: string, hint: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw refused(what, error, hint);
  }
}

/** @throws UsageError if the file cannot be read. */
export function readInput(path: string, what: string, hint: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw refused(what, error, hint);
  }
}
