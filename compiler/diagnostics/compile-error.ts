import type { Diagnostic } from "./diagnostic.ts";
import { formatDiagnostic } from "./diagnostic.ts";

/** The firmware cannot be built. Its message is the diagnostics as a person reads them. */
export class CompileError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    diagnostics: readonly Diagnostic[],
    sourceText: (file: string) => string | undefined = () => undefined,
  ) {
    const texts = diagnostics.map((d) => formatDiagnostic(d, d.place && sourceText(d.place.file)));
    super(texts.join("\n\n"));
    this.name = "CompileError";
    this.diagnostics = diagnostics;
  }
}
