/** Uses of the package that asc would accept or explain badly. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt, PACKAGE, type Unit } from "./unit.ts";

export function checkUses(unit: Unit, report: (d: Diagnostic) => void): void {
  const visit = (node: ts.Node): void => {
    if (ts.isNamespaceImport(node)) checkNamespaceImport(unit, node, report);
    else if (ts.isTypeReferenceNode(node)) checkFutureType(unit, node, report);
    ts.forEachChild(node, visit);
  };
  visit(unit.tree);
}

/** `log` and `panic` are known by the names they are imported under. */
function checkNamespaceImport(
  unit: Unit,
  node: ts.NamespaceImport,
  report: (d: Diagnostic) => void,
): void {
  const from = node.parent.parent;
  if (!ts.isImportDeclaration(from) || !ts.isStringLiteral(from.moduleSpecifier)) return;
  if (from.moduleSpecifier.text !== PACKAGE) return;
  const message = `"${PACKAGE}" cannot be imported whole`;
  const hint = `name what you use: import { log, spawn } from "${PACKAGE}"`;
  report(errorAt(unit, node, "import-whole", message, hint));
}

/** Records carry no type, so a call through the base class would not find the real method. */
function checkFutureType(
  unit: Unit,
  node: ts.TypeReferenceNode,
  report: (d: Diagnostic) => void,
): void {
  if (!ts.isIdentifier(node.typeName) || unit.imported.get(node.typeName.text) !== "Future") return;
  if (ts.isTypeParameterDeclaration(node.parent)) return;
  const message = `${node.getText(unit.tree)} is a shape to extend, not a type to keep a future in`;
  const hint = "name the class itself, or take a type parameter: function both<A, B>(a: A, b: B)";
  report(errorAt(unit, node, "future-type", message, hint));
}
