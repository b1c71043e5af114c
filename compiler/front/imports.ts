/**
 * Imports that lead nowhere. asc would tell them last, after all that follows from them: a call of
 * what is not there takes a future for a value.
 */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearestName } from "../diagnostics/nearest.ts";
import { ascName } from "./asc-name.ts";
import { foreignHint } from "./foreign.ts";
import { meantName } from "./names.ts";
import { hasPackageFile, packageNames } from "./package.ts";
import { decoratorNamed, errorAt, PACKAGE, resolveSpecifier, type Unit } from "./unit.ts";

type Report = (d: Diagnostic) => void;

/** @param builtins modules that come with asc: `util/number`. */
export function checkImports(
  unit: Unit,
  units: readonly Unit[],
  builtins: ReadonlySet<string>,
  report: Report,
): void {
  for (const statement of unit.tree.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const node = statement.moduleSpecifier;
    if (!node || !ts.isStringLiteral(node)) continue;
    const specifier = node.text;
    const elements = namedOf(statement);
    if (specifier === PACKAGE) {
      for (const element of elements) checkPackageName(unit, element, report);
    } else if (specifier.startsWith(".")) {
      const inAsc = ascName(specifier);
      if (inAsc !== specifier) {
        unit.edits.update(node.getStart(unit.tree), node.end, `"${inAsc}"`);
      }
      const target = fileOf(unit, specifier, units);
      const known = target && exportedNames(target, units, new Set());
      if (!known) continue;
      for (const element of elements) checkOwnName(unit, element, target, known, report);
    } else if (!isModule(specifier, builtins)) {
      const isNear = nearestName(specifier, [PACKAGE]) !== undefined;
      const hint = isNear
        ? `did you mean "${PACKAGE}"?`
        : `firmware imports from "${PACKAGE}", and from its own files: "./lamp"`;
      report(errorAt(unit, node, "missing-module", `there is no module "${specifier}"`, hint));
    }
  }
}

/** Modules that are neither the author's nor the package's. */
export function otherModules(units: readonly Unit[]): string[] {
  return units.flatMap(({ tree }) =>
    tree.statements.flatMap((s) => {
      const node =
        ts.isImportDeclaration(s) || ts.isExportDeclaration(s) ? s.moduleSpecifier : undefined;
      if (!node || !ts.isStringLiteral(node) || node.text.startsWith(".")) return [];
      return node.text === PACKAGE || node.text.startsWith(`${PACKAGE}/`) ? [] : [node.text];
    }),
  );
}

function isModule(specifier: string, builtins: ReadonlySet<string>): boolean {
  if (specifier.startsWith(`${PACKAGE}/`)) return hasPackageFile(specifier.slice(8));
  return builtins.has(specifier.replace(/^~lib\//, ""));
}

type Named = ts.ImportSpecifier | ts.ExportSpecifier;

function namedOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly Named[] {
  const clause = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  return clause && (ts.isNamedImports(clause) || ts.isNamedExports(clause)) ? clause.elements : [];
}

function checkPackageName(unit: Unit, element: Named, report: Report): void {
  const node = element.propertyName ?? element.name;
  const name = node.text;
  // `log` and `panic` are rewritten to these, and hand-written code may name them as well.
  if (packageNames().has(name) || /^log[0-4]$|^panicAt$/.test(name)) return;
  const nearest = meantName(name, packageNames());
  const hint =
    foreignHint(name) ??
    (nearest !== undefined
      ? `did you mean ${nearest}?`
      : "docs/primitives.md and docs/pins.md tell what there is");
  report(errorAt(unit, node, "missing-export", `"${PACKAGE}" has no ${name}`, hint));
}

function checkOwnName(
  unit: Unit,
  element: Named,
  target: Unit,
  known: ReadonlySet<string>,
  report: Report,
): void {
  const node = element.propertyName ?? element.name;
  const name = node.text;
  if (known.has(name) || name === "default" || name.includes("__")) return;
  const isThere = target.tree.statements.some((s) => namesOf(s).includes(name));
  const nearest = meantName(name, known);
  const hint = isThere
    ? `write export in front of ${name} in ${target.file}`
    : nearest !== undefined
      ? `did you mean ${nearest}?`
      : known.size > 0
        ? `it exports ${[...known].slice(0, 8).join(", ")}`
        : "write export in front of what other files use";
  report(errorAt(unit, node, "missing-export", `${target.file} exports no ${name}`, hint));
}

function fileOf(unit: Unit, specifier: string, units: readonly Unit[]): Unit | undefined {
  const path = resolveSpecifier(unit.path, specifier);
  return units.find((u) => u.path === path) ?? units.find((u) => u.path === `${path}/index`);
}

/** What a file of the author's exports; nothing if that cannot be told. */
function exportedNames(
  unit: Unit,
  units: readonly Unit[],
  seen: Set<Unit>,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  if (seen.has(unit)) return names;
  seen.add(unit);
  for (const statement of unit.tree.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause: clause, moduleSpecifier: from } = statement;
      if (clause && ts.isNamedExports(clause)) {
        for (const element of clause.elements) names.add(element.name.text);
      } else if (clause) {
        names.add(clause.name.text);
      } else if (from && ts.isStringLiteral(from)) {
        const target = fileOf(unit, from.text, units);
        const more =
          from.text === PACKAGE ? packageNames() : target && exportedNames(target, units, seen);
        if (!more) return undefined;
        for (const name of more) names.add(name);
      }
    } else if (isExported(statement)) {
      for (const name of namesOf(statement)) names.add(name);
    }
  }
  return names;
}

/** A task's class is exported by the compiler. */
function isExported(node: ts.Statement): boolean {
  if (ts.isClassDeclaration(node) && decoratorNamed(node, "task")) return true;
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map((d) => d.name.getText());
  }
  const { name } = node as { readonly name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
