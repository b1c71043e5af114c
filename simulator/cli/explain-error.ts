/** Turns what was thrown into words and an exit code. Nobody but ourselves wants to see a stack. */
import { BinaryError } from "../../compiler/binary/error.ts";
import { CompileError } from "../../compiler/diagnostics/compile-error.ts";
import { formatDiagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { BuildError } from "../../hal/ports/index.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { printable } from "./text.ts";

/** An error has to fit one screen. */
const MOST_LINES = 20;

export interface Explained {
  /** Without a line break at its end. */
  readonly text: string;
  readonly exitCode: number;
}

/**
 * Explains an error.
 * @param sourceText the author's sources, to show the line behind a place.
 */
export function explainError(
  error: unknown,
  { env }: Pick<Io, "env">,
  sourceText: (file: string) => string | undefined = () => undefined,
): Explained {
  if (error instanceof UsageError) {
    // A board with many faults has a line for each.
    const text = plain(capLines(error.message.split("\n")).join("\n"), error.hint);
    return { text, exitCode: ExitCode.usage };
  }
  if (error instanceof CompileError) {
    return { text: capErrors(error), exitCode: ExitCode.firmware };
  }
  if (error instanceof FirmwareError) {
    const { code, hint, place, time, task } = error;
    const message = withTime(error.message, time);
    const diagnostic = {
      severity: "error",
      code,
      message,
      hint,
      ...(place && { place }),
      ...(task !== undefined && { context: `in the task ${printable(task)}` }),
    } as const;
    const text = formatDiagnostic(diagnostic, place && sourceText(place.file));
    // The board was chosen by the one who ran it: another one may have the pin.
    const exitCode = code === "unknown-pin" ? ExitCode.usage : ExitCode.firmware;
    return { text, exitCode };
  }
  if (error instanceof BinaryError) {
    const text = plain(`${error.problem}, at byte ${error.offset}`, error.hint);
    return { text, exitCode: ExitCode.firmware };
  }
  if (error instanceof BuildError) {
    return { text: plain(error.message, error.hint), exitCode: exitCodes[error.fault] };
  }
  return { text: explainFault(error, env), exitCode: ExitCode.internal };
}

const exitCodes = {
  setup: ExitCode.usage,
  firmware: ExitCode.firmware,
  wakeful: ExitCode.internal,
} as const;

/** A message with its time, unless it tells that already. */
export function withTime(message: string, time: bigint | undefined): string {
  if (time === undefined) return message;
  const at = `at ${formatTime(time)}`;
  return message.includes(at) ? message : `${message} (${at})`;
}

function plain(message: string, hint: string): string {
  // Names in it come from files, and must not move the cursor.
  const lines = message.split("\n").map(printable).join("\n");
  return `error: ${lines}\n  way out: ${printable(hint)}`;
}

function capLines(lines: readonly string[]): readonly string[] {
  const most = MOST_LINES - 4;
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `... and ${lines.length - most} more`];
}

/** As many whole diagnostics as a screen holds, at least one. */
function capErrors({ message, diagnostics }: CompileError): string {
  const blocks = message.split("\n\n");
  const shown: string[] = [];
  let lines = 0;
  for (const block of blocks) {
    lines += block.split("\n").length + 1;
    if (shown.length > 0 && lines > MOST_LINES) break;
    shown.push(block);
  }
  const left = diagnostics.length - shown.length;
  if (left > 0) shown.push(`... and ${left} more ${left === 1 ? "error" : "errors"}`);
  return shown.join("\n\n");
}

function explainFault(error: unknown, env: Io["env"]): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ""] = message.split("\n");
  const text = plain(
    `this is a fault of Wakeful, not of your firmware: ${first}`,
    "please report it with the command and the firmware; WAKEFUL_DEBUG=1 shows where it happened",
  );
  const stack = error instanceof Error ? error.stack : undefined;
  return env["WAKEFUL_DEBUG"] === "1" && stack ? `${text}\n\n${stack}` : text;
}
