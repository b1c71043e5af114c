/** What firmware can import from "wakeful": the declarations behind the package's index files. */
import ts from "typescript";
import { importsOf, resolveSpecifier } from "./unit.ts";

export type Exported =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

export interface SurfaceName {
  readonly name: string;
  readonly tree: ts.SourceFile;
  readonly node: Exported;
}

/** The files whose exports are the package's. */
export const entries = ["firmware/index", "hal/index"] as const;

/**
 * The names of the surface, in the order in which the index files list them.
 * @param read a source of the package, by its path without extension.
 */
export function surfaceNames(read: (path: string) => string): SurfaceName[] {
  const trees = new Map<string, ts.SourceFile>();
  const open = (path: string): ts.SourceFile => {
    let tree = trees.get(path);
    if (!tree) {
      tree = ts.createSourceFile(`${path}.ts`, read(path), ts.ScriptTarget.ESNext, true);
      trees.set(path, tree);
    }
    return tree;
  };
  return entries.flatMap((entry) =>
    open(entry).statements.flatMap((statement): SurfaceName[] => {
      if (!ts.isExportDeclaration(statement)) return [];
      const { exportClause: clause, moduleSpecifier: from } = statement;
      if (!clause || !ts.isNamedExports(clause) || !from || !ts.isStringLiteral(from)) {
        throw new Error(`${entry}.ts: write export { names } from "file"`);
      }
      const tree = open(resolveSpecifier(entry, from.text));
      return clause.elements.map(({ name: { text: name } }) => {
        const node = tree.statements.find((s): s is Exported => declares(s, name));
        if (!node) throw new Error(`${tree.fileName} declares no ${name}`);
        return { name, tree, node };
      });
    }),
  );
}

function declares(node: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.some((d) => d.name.getText() === name);
  }
  return (
    (ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isEnumDeclaration(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isTypeAliasDeclaration(node)) &&
    node.name?.text === name
  );
}

/** Names of the package that a file knows, which firmware need not be able to import. */
export function packageNames(tree: ts.SourceFile): Set<string> {
  const names = new Set(importsOf(tree).flatMap((i) => i.names.map(([local]) => local)));
  for (const statement of tree.statements) {
    if ("name" in statement) names.add((statement.name as ts.Identifier).text);
  }
  return names;
}
