import { explainError } from "./explain-error.ts";
import type { Io } from "./io.ts";

/** Tells an error on stderr. @returns the exit code. */
export function fail(
  error: unknown,
  io: Io,
  sourceText?: (file: string) => string | undefined,
): number {
  const { text, exitCode } = explainError(error, io, sourceText);
  io.stderr.write(`${text}\n`);
  return exitCode;
}
