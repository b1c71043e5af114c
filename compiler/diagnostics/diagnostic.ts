import type { Place } from "../../hal/border/side-table.ts";
import { codeFrame } from "./frame.ts";

/** Something wrong with a firmware: what, where, and the way out. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** A stable name for tools and tests. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly place?: Place;
  /** What else there is to know, in a line. */
  readonly context?: string;
  /** Characters to underline from `place` on. */
  readonly length?: number;
}

/** A diagnostic as a person reads it; with the file's text it shows the lines. */
export function formatDiagnostic(diagnostic: Diagnostic, sourceText?: string): string {
  const { severity, code, message, hint, place, length } = diagnostic;
  const where = place ? `${place.file}:${place.line}:${place.column} ` : "";
  const lines = [`${where}${severity}: ${message} [${code}]`];
  if (place && sourceText !== undefined) {
    const { line, column } = place;
    const frame = codeFrame(sourceText, { line, column, ...(length ? { length } : {}) });
    if (frame) lines.push(frame);
  }
  if (diagnostic.context !== undefined) lines.push(`  ${diagnostic.context}`);
  lines.push(`  way out: ${hint}`);
  return lines.join("\n");
}
