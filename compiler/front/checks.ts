/** Uses of the package that asc would accept or explain badly. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { packageDeclaration } from "./package.ts";
import { errorAt, PACKAGE, type Unit } from "./unit.ts";

export function checkUses(unit: Unit, report: (d: Diagnostic) => void): void {
  const visit = (node: ts.Node): void => {
    if (ts.isNamespaceImport(node)) checkNamespaceImport(unit, node, report);
    else if (ts.isTypeReferenceNode(node)) checkFutureType(unit, node, report);
    else if (ts.isNewExpression(node)) checkNew(unit, node, report);
    ts.forEachChild(node, visit);
  };
  visit(unit.tree);
}

/** Objects of the package's classes are made by a static method, in memory that is there already. */
function checkNew(unit: Unit, node: ts.NewExpression, report: (d: Diagnostic) => void): void {
  const name = ts.isIdentifier(node.expression)
    ? unit.imported.get(node.expression.text)
    : undefined;
  if (!name || unit.isLibrary) return;
  const found = packageDeclaration(name);
  if (!found || !ts.isClassDeclaration(found.node)) return;
  const maker = found.node.members.find(
    (m): m is ts.MethodDeclaration =>
      ts.isMethodDeclaration(m) &&
      /^(at|create|every)$/.test(m.name.getText(found.tree)) &&
      (ts.getCombinedModifierFlags(m) & ts.ModifierFlags.Static) !== 0,
  );
  if (!maker) return;
  const [first, ...others] = maker.parameters.map((p) => p.name.getText(found.tree));
  const isPlaced = first === "home" || first === "place";
  const local = node.expression.getText(unit.tree);
  const types = node.typeArguments?.map((t) => t.getText(unit.tree)).join(", ");
  const generic = types ?? maker.typeParameters?.map((t) => t.name.text).join(", ");
  const given = (node.arguments ?? []).map((a) => a.getText(unit.tree));
  const asked = isPlaced ? others : [first].filter((p) => p !== undefined);
  const values = given.length > 0 ? given : asked.slice(0, 1);
  const type = generic ? `<${generic}>` : "";
  const call = `${local}.${maker.name.getText(found.tree)}${type}(${values.join(", ")})`;
  const where = first === "home" ? ", at the top of the file" : "";
  const variable = local.charAt(0).toLowerCase() + local.slice(1);
  const message = `${local} is not made with new, which takes memory from a heap`;
  report(errorAt(unit, node, "new-object", message, `write const ${variable} = ${call}${where}`));
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
