import { UsageError } from "../core/errors.ts";

/** Says in which flag or file a mistake is. */
export function within<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${where}: ${error.message}`, error.hint);
  }
}
