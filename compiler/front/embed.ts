/**
 * `@embed` fields: records inside records.
 *
 * asc has no records inside records, and no way to reserve memory whose size depends on a type
 * except by a constant at the top of a file. So the compiler places them: a field
 * `@embed nap: Sleep` becomes a getter of an address inside the frame, and constants tell where the
 * parts lie and how long the whole is. All edits stay on the author's lines.
 *
 * ```
 *   frame                     offsetof<Blink>()       Blink__bytes
 *   v                         v                       v
 *   +-------------------------+-----------------------+
 *   | Blink's own fields      | nap: Sleep | next part |     each part begins at a multiple of 8
 *   +-------------------------+-----------------------+
 * ```
 */
import ts from "typescript";
import { ascName } from "./asc-name.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { decoratorNamed, errorAt, importsOf, resolveSpecifier, type Unit } from "./unit.ts";

export interface EmbeddedPart {
  readonly name: string;
  readonly type: string;
}

/** Name of the constant with the size of a frame that has parts. */
export function bytesOf(name: string): string {
  return `${name}__bytes`;
}

/** Name of the constant with the place of a part. */
export function offsetOf(name: string, part: string): string {
  return `${name}__${part}`;
}

/** Names of the classes of a file that have parts. */
export function composedClasses(unit: Unit): Set<string> {
  const names = new Set<string>();
  for (const node of unit.tree.statements) {
    if (!ts.isClassDeclaration(node) || !node.name) continue;
    const hasParts = node.members.some(
      (m) => ts.isPropertyDeclaration(m) && decoratorNamed(m, "embed"),
    );
    if (hasParts) names.add(node.name.text);
  }
  return names;
}

/**
 * Names under which a file knows classes with parts, its own and those of other files. The sizes of
 * the latter are imported beside them.
 */
export function knownComposed(unit: Unit, units: readonly Unit[]): Set<string> {
  const known = composedClasses(unit);
  for (const { specifier, names } of importsOf(unit.tree)) {
    if (!specifier.startsWith(".")) continue;
    const target = resolveSpecifier(unit.path, specifier);
    const from = units.find((u) => u.path === target || u.path === `${target}/index`);
    if (!from) continue;
    const composed = composedClasses(from);
    for (const [local, name] of names) {
      if (!composed.has(name)) continue;
      known.add(local);
      unit.edits.append(
        ` import { ${bytesOf(name)} as ${bytesOf(local)} } from "${ascName(specifier)}";`,
      );
    }
  }
  return known;
}

/** Rewrites the `@embed` fields of a class. `composed` are the classes known to have parts themselves. */
export function lowerParts(
  unit: Unit,
  node: ts.ClassDeclaration,
  composed: ReadonlySet<string>,
  report: (d: Diagnostic) => void,
): EmbeddedPart[] {
  const owner = node.name!.text;
  const parts: EmbeddedPart[] = [];
  let constants = "";
  let end = `offsetof<${owner}>()`;
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member)) continue;
    const decorator = decoratorNamed(member, "embed");
    if (!decorator) continue;
    const type = member.type;
    if (
      !type ||
      !ts.isTypeReferenceNode(type) ||
      !ts.isIdentifier(type.typeName) ||
      !ts.isIdentifier(member.name)
    ) {
      report(
        errorAt(
          unit,
          member,
          "embed-type",
          "an embedded field needs a class as its type",
          "write `@embed nap: Sleep`",
        ),
      );
      continue;
    }
    if (member.initializer) {
      report(
        errorAt(
          unit,
          member.initializer,
          "embed-initialiser",
          "an embedded field has no initialiser",
          "it is zero when the frame is claimed; begin it in a method",
        ),
      );
      continue;
    }
    const name = member.name.text;
    const typeText = type.getText(unit.tree);
    const offset = offsetOf(owner, name);
    constants += ` export const ${offset}: usize = (${end} + 7) & ~7;`;
    const size = composed.has(typeText) ? bytesOf(typeText) : `offsetof<${typeText}>()`;
    end = `${offset} + ${size}`;
    const visibility = unit.text
      .slice(decorator.end, member.name.getStart(unit.tree))
      .trim()
      .replace(/\b(readonly|declare)\b/g, "")
      .trim();
    const guard = `if (isManaged<${typeText}>()) ERROR("only an @unmanaged class can be embedded");`;
    const getter = `${visibility} get ${name}(): ${typeText} { ${guard} return changetype<${typeText}>(changetype<usize>(this) + ${offset}); }`;
    unit.edits.overwrite(member.getStart(unit.tree), member.end, getter.trim());
    parts.push({ name, type: typeText });
  }
  if (parts.length > 0) {
    unit.edits.appendLeft(node.end, `${constants} export const ${bytesOf(owner)}: usize = ${end};`);
  }
  return parts;
}
