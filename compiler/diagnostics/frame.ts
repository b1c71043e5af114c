/** The lines around a place, with the place underlined. */

const around = 1;

/** Where a frame points. Line and column count from 1. */
export interface FrameSpan {
  readonly line: number;
  readonly column: number;
  /** Characters to underline; what runs past the end of the line is left out. Default 1. */
  readonly length?: number;
}

/**
 * Draws the lines around a place. Empty if the text has no such line.
 *
 * ```
 *   11 | const t = read();
 * > 12 | const s = `temp ${t}`;
 *      |           ^^^^^^^^^^^
 *   13 | show(s);
 * ```
 */
export function codeFrame(text: string, span: FrameSpan): string {
  const lines = text.split(/\r?\n/);
  const marked = lines[span.line - 1];
  if (marked === undefined) return "";
  const first = Math.max(1, span.line - around);
  const last = Math.min(lines.length, span.line + around);
  const width = String(last).length;
  const out: string[] = [];
  for (let line = first; line <= last; line++) {
    const number = String(line).padStart(width);
    out.push(`${line === span.line ? ">" : " "} ${number} | ${lines[line - 1]!}`.trimEnd());
    if (line === span.line) out.push(`  ${" ".repeat(width)} | ${underline(marked, span)}`);
  }
  return out.join("\n");
}

/** Tabs stay tabs, so that the mark stands below what it marks at any tab width. */
function underline(line: string, { column, length = 1 }: FrameSpan): string {
  const before = line
    .slice(0, column - 1)
    .replace(/[^\t]/g, " ")
    .padEnd(column - 1);
  const room = line.trimEnd().length - (column - 1);
  return before + "^".repeat(Math.max(1, Math.min(length, room)));
}
