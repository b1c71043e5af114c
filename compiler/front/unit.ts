/**
 * One AssemblyScript file on its way through the compiler: its text, its syntax tree, and the edits
 * that are made to the text before asc reads it. TypeScript's parser is used because it accepts all
 * of AssemblyScript's syntax, decorated functions included, and keeps exact positions.
 */
import MagicString from "magic-string";
import ts from "typescript";
import type { Place } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { ascName } from "./asc-name.ts";

export interface Unit {
  /** As asc names it, without extension: `examples/blink/blink`, `~lib/wakeful/firmware/index`. */
  readonly path: string;
  /** As the author names it, with extension. */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly edits: MagicString;
  /** True for files of the package itself. */
  readonly isLibrary: boolean;
  /** Local names of what is imported from "wakeful", and what they are there. */
  readonly imported: ReadonlyMap<string, string>;
}

/** The package as firmware imports it. */
export const PACKAGE = "wakeful";

export function parseUnit(path: string, file: string, text: string, isLibrary: boolean): Unit {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const imported = new Map<string, string>();
  for (const { specifier, names } of importsOf(tree)) {
    if (specifier !== PACKAGE && !isLibrary) continue;
    for (const [local, name] of names) imported.set(local, name);
  }
  return { path, file, text, tree, edits: new MagicString(text), isLibrary, imported };
}

export interface Import {
  readonly specifier: string;
  readonly node: ts.StringLiteral;
  /** Local name to exported name. */
  readonly names: readonly (readonly [string, string])[];
}

/** Imports and re-exports of a file. */
export function importsOf(tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const node = statement.moduleSpecifier;
    if (!node || !ts.isStringLiteral(node)) continue;
    const names: (readonly [string, string])[] = [];
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings)) {
        for (const e of bindings.elements)
          names.push([e.name.text, (e.propertyName ?? e.name).text]);
      }
    }
    found.push({ specifier: node.text, node, names });
  }
  return found;
}

/** Where a node begins in the author's file. */
export function placeOf(unit: Unit, node: ts.Node): Place {
  const { line, character } = unit.tree.getLineAndCharacterOfPosition(node.getStart(unit.tree));
  return { file: unit.file, line: line + 1, column: character + 1 };
}

/** An error about a node, where it stands. */
export function errorAt(
  unit: Unit,
  node: ts.Node,
  code: string,
  message: string,
  hint: string,
): Diagnostic {
  return {
    severity: "error",
    code,
    message,
    hint,
    place: placeOf(unit, node),
    length: node.getWidth(unit.tree),
  };
}

/** Resolves a relative specifier against the importing file, in asc's way of naming files. */
export function resolveSpecifier(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.replace(/\.ts$/, "").split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
      else parts.push("..");
    } else if (part !== "." && part !== "") parts.push(ascName(part));
  }
  return parts.join("/");
}

/** The decorator of this name, called or not. */
export function decoratorNamed(node: ts.HasDecorators, name: string): ts.Decorator | undefined {
  return ts.getDecorators(node)?.find((d) => {
    const callee = ts.isCallExpression(d.expression) ? d.expression.expression : d.expression;
    return ts.isIdentifier(callee) && callee.text === name;
  });
}
