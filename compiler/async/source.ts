/** A file as the lowering reads it: after the edits of `front`, with its way back to the author's text. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import ts from "typescript";
import type { Place } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { importsOf, resolveSpecifier } from "../front/unit.ts";
import { Lines } from "./text.ts";

export interface Source {
  /** As asc names it, without extension. */
  readonly path: string;
  /** As the author names it. */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly lines: Lines;
  readonly isLibrary: boolean;
  /** Leads to the author's text; missing if it is the author's text. */
  readonly map: object | undefined;
}

export function openSource(
  path: string,
  file: string,
  text: string,
  isLibrary: boolean,
  map?: object,
): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  return { path, file, text, tree, lines: new Lines(text), isLibrary, map };
}

/** Where an offset lies in the author's file. */
export function placeAt(source: Source, offset: number): Place {
  const { line, column } = source.lines.at(offset);
  const found =
    source.map &&
    originalPositionFor(new TraceMap(source.map as never), { line: line + 1, column });
  return {
    file: source.file,
    line: found?.line ?? line + 1,
    column: (found?.column ?? column) + 1,
  };
}

/** An error about a part of a source. */
export function errorIn(
  source: Source,
  range: { readonly at: number; readonly end: number },
  code: string,
  message: string,
  hint: string,
): Diagnostic {
  const place = placeAt(source, range.at);
  return { severity: "error", code, message, hint, place, length: range.end - range.at };
}

/**
 * What the parser could not read. asc, which says so otherwise, does not see async functions as they
 * are written.
 */
export function syntaxErrors(source: Source): Diagnostic[] {
  const { parseDiagnostics } = source.tree as unknown as {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map(({ start, length, messageText }) =>
    errorIn(
      source,
      { at: start, end: start + length },
      "syntax",
      ts.flattenDiagnosticMessageText(messageText, " "),
      "look at this line and the one before: a bracket or a word may be missing",
    ),
  );
}

export function rangeOf(source: Source, node: ts.Node): { at: number; end: number } {
  return { at: node.getStart(source.tree), end: node.end };
}

export type Declared =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.VariableDeclaration
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.TypeAliasDeclaration
  | ts.InterfaceDeclaration;

export interface Declaration {
  readonly source: Source;
  readonly name: string;
  readonly node: Declared;
}

/** Finds what a name means, through imports and re-exports. */
export class World {
  private readonly known = new Map<string, ReadonlyMap<string, Declared>>();

  constructor(private readonly open: (path: string) => Source | undefined) {}

  /** @param path as asc names it; `wakeful` is the package. */
  source(path: string): Source | undefined {
    return this.open(path) ?? this.open(`${path}/index`);
  }

  /** What a name of a file's top level means. */
  find(source: Source, name: string): Declaration | undefined {
    const own = this.declarations(source).get(name);
    if (own) return { source, name, node: own };
    for (const { specifier, names, node } of importsOf(source.tree)) {
      if (!ts.isImportDeclaration(node.parent)) continue;
      const pair = names.find(([local]) => local === name);
      const from = pair && this.target(source, specifier);
      if (from) return this.findExport(from, pair[1]);
    }
    return undefined;
  }

  /** What a member of `import * as name` means. */
  findMember(source: Source, name: string, member: string): Declaration | undefined {
    for (const statement of source.tree.statements) {
      if (!ts.isImportDeclaration(statement)) continue;
      const bindings = statement.importClause?.namedBindings;
      if (!bindings || !ts.isNamespaceImport(bindings) || bindings.name.text !== name) continue;
      const { moduleSpecifier } = statement;
      const from = ts.isStringLiteral(moduleSpecifier) && this.target(source, moduleSpecifier.text);
      return from ? this.findExport(from, member) : undefined;
    }
    return undefined;
  }

  private findExport(source: Source, name: string): Declaration | undefined {
    const own = this.declarations(source).get(name);
    if (own) return { source, name, node: own };
    for (const statement of source.tree.statements) {
      if (!ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      const clause = statement.exportClause;
      const from =
        specifier && ts.isStringLiteral(specifier) ? this.target(source, specifier.text) : source;
      if (!from) continue;
      if (!clause) {
        const found = this.findExport(from, name);
        if (found) return found;
      } else if (ts.isNamedExports(clause)) {
        const element = clause.elements.find((e) => e.name.text === name);
        const original = element && (element.propertyName ?? element.name).text;
        if (original)
          return specifier ? this.findExport(from, original) : this.find(from, original);
      }
    }
    return this.find(source, name);
  }

  private target(source: Source, specifier: string): Source | undefined {
    if (specifier.startsWith(".")) return this.source(resolveSpecifier(source.path, specifier));
    const inPackage = /^wakeful(?:\/(.*))?$/.exec(specifier);
    return inPackage ? this.source(`~lib/wakeful/${inPackage[1] ?? "index"}`) : undefined;
  }

  private declarations(source: Source): ReadonlyMap<string, Declared> {
    let found = this.known.get(source.path);
    if (!found) this.known.set(source.path, (found = declarationsOf(source.tree)));
    return found;
  }
}

function declarationsOf(tree: ts.SourceFile): Map<string, Declared> {
  const found = new Map<string, Declared>();
  for (const node of tree.statements) {
    if (ts.isVariableStatement(node)) {
      for (const d of node.declarationList.declarations) {
        if (ts.isIdentifier(d.name)) found.set(d.name.text, d);
      }
    } else if (
      (ts.isFunctionDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isEnumDeclaration(node) ||
        ts.isModuleDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isInterfaceDeclaration(node)) &&
      node.name
    ) {
      found.set(node.name.text, node);
    }
  }
  return found;
}
