/** What an object of a class, or the class itself, can be asked for. */
import ts from "typescript";
import { importsOf, resolveSpecifier, type Unit } from "./unit.ts";

/**
 * Names of the public members of a class, its own first and then its bases'.
 * @param path of its file, as asc names it.
 * @param at the file of such a path.
 * @param isStatic whether the class itself is asked.
 */
export function membersOf(
  path: string,
  name: string,
  at: (path: string) => Unit | undefined,
  isStatic: boolean,
): string[] {
  const names = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (unit: Unit | undefined, wanted: string): void => {
    const found = unit?.tree.statements.find(
      (s): s is ts.ClassDeclaration => ts.isClassDeclaration(s) && s.name?.text === wanted,
    );
    if (!unit || !found || seen.has(found)) return;
    seen.add(found);
    for (const member of found.members) {
      if (isPublic(member, isStatic)) names.add(member.name!.getText());
    }
    const base = found.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)
      ?.types[0]?.expression;
    if (!base || !ts.isIdentifier(base)) return;
    const from = importsOf(unit.tree).find(({ names: n }) => n.some(([l]) => l === base.text));
    if (!from) visit(unit, base.text);
    else if (from.specifier.startsWith(".")) {
      const original = from.names.find(([local]) => local === base.text)![1];
      visit(at(resolveSpecifier(unit.path, from.specifier)), original);
    }
  };
  visit(at(path), name);
  return [...names];
}

function isPublic(member: ts.ClassElement, isStatic: boolean): boolean {
  if (!member.name || !ts.isIdentifier(member.name) || /^[_$]/.test(member.name.text)) return false;
  const flags = ts.getCombinedModifierFlags(member);
  if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) return false;
  if (((flags & ts.ModifierFlags.Static) !== 0) !== isStatic) return false;
  return !ts.getJSDocTags(member).some((tag) => tag.tagName.text === "internal");
}
