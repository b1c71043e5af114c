/**
 * Whether TypeScript is content with a folder of firmware, as an editor is that has our plugin.
 *
 * Plain `tsc --noEmit` is not enough: it marks some of what is right in firmware, and nothing can turn that
 * off (see firmware/editor/plugin.cjs).
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import ts from "typescript";
import type { Place } from "../../hal/border/side-table.ts";
import { packageRoot } from "../front/files.ts";

/** Something that TypeScript says against a firmware. */
export interface TypeFinding {
  /** TypeScript's number of it. */
  readonly code: number;
  readonly message: string;
  /** Missing if it is about the program as a whole. */
  readonly place?: Place;
}

interface Plugin {
  isAccepted(typescript: typeof ts, program: ts.Program, diagnostic: ts.Diagnostic): boolean;
}

/**
 * Everything TypeScript finds wrong with a folder.
 * @param folder holds a `tsconfig.json`.
 */
export function checkTypes(folder: string): TypeFinding[] {
  const root = resolve(folder);
  const file = join(root, "tsconfig.json");
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) return [finding(error)];
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    root,
    undefined,
    file,
  );
  const plugin = join(packageRoot(), "firmware/editor/plugin.cjs");
  const { isAccepted } = createRequire(import.meta.url)(plugin) as Plugin;
  const program = ts.createProgram(fileNames, options);
  return [...errors, ...ts.getPreEmitDiagnostics(program)]
    .filter((d) => !isAccepted(ts, program, d))
    .map(finding);
}

function finding(diagnostic: ts.Diagnostic): TypeFinding {
  const { code, file, start, messageText } = diagnostic;
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (!file || start === undefined) return { code, message };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { code, message, place: { file: file.fileName, line: line + 1, column: character + 1 } };
}
