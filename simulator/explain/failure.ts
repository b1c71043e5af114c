/** A failed firmware in words: the same on a terminal and on a page. */
import { formatDiagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { printable } from "../core/printable.ts";

/**
 * What made the firmware fail, and the way out.
 * @param sourceText the author's sources, to show the line behind a place.
 */
export function describeFirmwareError(
  error: FirmwareError,
  sourceText: (file: string) => string | undefined = () => undefined,
): string {
  const { code, hint, place, time, task } = error;
  const diagnostic = {
    severity: "error",
    code,
    message: withTime(error.message, time),
    hint,
    ...(place && { place }),
    ...(task !== undefined && { context: `in the task ${printable(task)}` }),
  } as const;
  return formatDiagnostic(diagnostic, place && sourceText(place.file));
}

/** A message with its time, unless it tells that already. */
export function withTime(message: string, time: bigint | undefined): string {
  if (time === undefined) return message;
  const at = `at ${formatTime(time)}`;
  return message.includes(at) ? message : `${message} (${at})`;
}

/** Two lines: what is wrong, and the way out. */
export function describePlainly(message: string, hint: string): string {
  // Names in it come from files, and must not move the cursor.
  const lines = message.split("\n").map(printable).join("\n");
  return `error: ${lines}\n  way out: ${printable(hint)}`;
}

/** Whatever ended a run. */
export function explainFailure(error: unknown): string {
  if (error instanceof FirmwareError) return describeFirmwareError(error);
  if (error instanceof UsageError) return describePlainly(error.message, error.hint);
  const message = error instanceof Error ? error.message : String(error);
  return describePlainly(
    `this is a fault of Wakeful, not of your firmware: ${message.split("\n", 1)[0]}`,
    "please report it with the firmware and what you did",
  );
}
