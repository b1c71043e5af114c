/** What may have been meant by a name that means nothing. */
import type ts from "typescript";
import { nearestName } from "../diagnostics/nearest.ts";
import { declaredNames, foreignHint } from "./foreign.ts";
import { packageNames } from "./package.ts";
import { PACKAGE } from "./unit.ts";

export function hintForName(tree: ts.SourceFile, name: string): string | undefined {
  if (packageNames().has(name)) return `import it: import { ${name} } from "${PACKAGE}"`;
  const foreign = foreignHint(name);
  if (foreign !== undefined) return foreign;
  const own = declaredNames(tree);
  if (own.has(name)) {
    return "it belongs to another function or block: give it as an argument, or declare it at the top of the file";
  }
  const nearest = nearestName(name, [...own, ...packageNames()]);
  if (nearest === undefined) return undefined;
  return `did you mean ${nearest}?${own.has(nearest) ? "" : ` Import it from "${PACKAGE}"`}`;
}
