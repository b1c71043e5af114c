/** Turns what was thrown into words and an exit code. Nobody but ourselves wants to see a stack. */
import { BinaryError } from "../../compiler/binary/error.ts";
import { CompileError } from "../../compiler/diagnostics/compile-error.ts";
import { BuildError } from "../../hal/ports/index.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import { describeFirmwareError, describePlainly } from "../explain/failure.ts";
import { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";

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
    const text = describePlainly(capLines(error.message.split("\n")).join("\n"), error.hint);
    return { text, exitCode: ExitCode.usage };
  }
  if (error instanceof CompileError) {
    return { text: capErrors(error), exitCode: ExitCode.firmware };
  }
  if (error instanceof FirmwareError) {
    const text = describeFirmwareError(error, sourceText);
    // The board was chosen by the one who ran it: another one may have the pin.
    const exitCode = error.code === "unknown-pin" ? ExitCode.usage : ExitCode.firmware;
    return { text, exitCode };
  }
  if (error instanceof BinaryError) {
    const text = describePlainly(`${error.problem}, at byte ${error.offset}`, error.hint);
    return { text, exitCode: ExitCode.firmware };
  }
  if (error instanceof BuildError) {
    return { text: describePlainly(error.message, error.hint), exitCode: exitCodes[error.fault] };
  }
  return { text: explainFault(error, env), exitCode: ExitCode.internal };
}

const exitCodes = {
  setup: ExitCode.usage,
  firmware: ExitCode.firmware,
  wakeful: ExitCode.internal,
} as const;

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
  const text = describePlainly(
    `this is a fault of Wakeful, not of your firmware: ${first}`,
    "please report it with the command and the firmware; WAKEFUL_DEBUG=1 shows where it happened",
  );
  const stack = error instanceof Error ? error.stack : undefined;
  return env["WAKEFUL_DEBUG"] === "1" && stack ? `${text}\n\n${stack}` : text;
}
