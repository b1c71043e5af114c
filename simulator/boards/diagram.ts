/**
 * Reads boards drawn for Wokwi: `diagram.json`, version 1.
 *
 * Strict where Wokwi shrugs: an unknown key, attribute, part or terminal is an error at its place,
 * with the nearest name. All errors are told at once. How things are drawn is checked and dropped.
 */
import { UsageError } from "../core/errors.ts";
import type { Board } from "../core/board.ts";
import type { Finding } from "./lint/rule.ts";
import { readDiagram, type DiagramOptions, type ReadDiagram } from "./read-diagram.ts";

export type { DiagramOptions } from "./read-diagram.ts";

/** A board file with errors. Its message has a line `file:line:column: ...` for each. */
export class DiagramError extends UsageError {
  /** Errors only, in the order of the text. */
  readonly issues: readonly Finding[];

  constructor(file: string, issues: readonly Finding[]) {
    super(
      issues.map((i) => `${file}:${i.line}:${i.column}: ${i.message}`).join("\n"),
      [...new Set(issues.map(({ hint }) => hint))].join(" "),
    );
    this.issues = issues;
  }
}

/**
 * Reads a diagram.
 * @param file Name for messages.
 * @throws DiagramError with everything that is wrong.
 */
export function parseDiagram(
  text: string,
  file = "diagram.json",
  options: DiagramOptions = {},
): Board {
  return boardOf(readDiagram(text, options, false), file);
}

/**
 * All there is to tell of a diagram: errors, and if there are none, what the rules about wires find. In the order of
 * the text.
 */
export function lintDiagram(text: string, options: DiagramOptions = {}): readonly Finding[] {
  return readDiagram(text, options, true).findings;
}

/**
 * Reads a diagram, and what there is to tell of it.
 * @throws DiagramError as `parseDiagram`.
 */
export function openDiagram(
  text: string,
  file: string,
  options: DiagramOptions = {},
): { readonly board: Board; readonly findings: readonly Finding[] } {
  const read = readDiagram(text, options, true);
  return { board: boardOf(read, file), findings: read.findings };
}

function boardOf({ board, findings }: ReadDiagram, file: string): Board {
  if (board !== undefined) return board;
  throw new DiagramError(
    file,
    findings.filter(({ severity }) => severity === "error"),
  );
}
