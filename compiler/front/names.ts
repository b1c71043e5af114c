/** What may have been meant by a name that means nothing. */
import { distance } from "fastest-levenshtein";
import type ts from "typescript";
import { nearestName } from "../diagnostics/nearest.ts";
import { declaredNames, foreignHint } from "./foreign.ts";
import { packageNames } from "./package.ts";
import { PACKAGE } from "./unit.ts";

/**
 * The nearest name, if it is near: of four letters three have to be right, and no class is meant by
 * a name that begins small, unless it is written small.
 */
export function meantName(name: string, known: Iterable<string>): string | undefined {
  const nearest = nearestName(name, known);
  if (nearest === undefined) return undefined;
  const edits = distance(name.toLowerCase(), nearest.toLowerCase());
  if (edits > 0 && /^[a-z]/.test(name) && /^[A-Z]/.test(nearest)) return undefined;
  return name.length <= 4 && edits > 1 ? undefined : nearest;
}

export function hintForName(tree: ts.SourceFile, name: string): string | undefined {
  if (packageNames().has(name)) return `import it: import { ${name} } from "${PACKAGE}"`;
  const foreign = foreignHint(name);
  if (foreign !== undefined) return foreign;
  const own = declaredNames(tree);
  if (own.has(name)) {
    return "it belongs to another function or block: give it as an argument, or declare it at the top of the file";
  }
  const nearest = meantName(name, [...own, ...packageNames()]);
  if (nearest === undefined) return undefined;
  return `did you mean ${nearest}?${own.has(nearest) ? "" : ` Import it from "${PACKAGE}"`}`;
}
