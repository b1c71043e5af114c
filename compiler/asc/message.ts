import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What asc says, with an offset into the text that it read. */
export interface AscMessage {
  readonly severity: Diagnostic["severity"];
  /** A number of asc's own, or a name of ours. */
  readonly code: number | string;
  readonly message: string;
  readonly hint?: string;
  /** Path with extension, as asc names it. */
  readonly file: string | undefined;
  readonly start: number;
  readonly end: number;
}
