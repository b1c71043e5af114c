/** All files a firmware is made of, found by following imports from its entry. */
import { authorName } from "./asc-name.ts";
import { CompileError } from "../diagnostics/compile-error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Files } from "./files.ts";
import { importsOf, parseUnit, placeOf, resolveSpecifier, type Unit } from "./unit.ts";

export interface Program {
  readonly entry: Unit;
  /** The author's files, in the order in which imports reach them. */
  readonly units: readonly Unit[];
}

/** Reads the entry and everything it imports by relative path. Imports of packages are asc's. */
export function readProgram(files: Files, entry: string): Program {
  const units = new Map<string, Unit>();
  const diagnostics: Diagnostic[] = [];
  const visit = (path: string): Unit | undefined => {
    const known = units.get(path);
    if (known) return known;
    const found = files.read(path);
    if (!found) return undefined;
    const unit = parseUnit(path, found.file, found.text, false);
    units.set(path, unit);
    for (const { specifier, node } of importsOf(unit.tree)) {
      if (!specifier.startsWith(".")) continue;
      const target = resolveSpecifier(path, specifier);
      try {
        if (visit(target) ?? visit(`${target}/index`)) continue;
      } catch (error) {
        // A file that is there and cannot be read.
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        diagnostics.push({
          severity: "error",
          code: "unreadable-import",
          message: `${authorName(target)}.ts cannot be read: ${code}`,
          hint: "give yourself the right to read it",
          place: placeOf(unit, node),
          length: node.getWidth(),
        });
        continue;
      }
      diagnostics.push({
        severity: "error",
        code: "missing-import",
        message: `there is no file ${authorName(target)}.ts`,
        hint: "imports of your own files are relative to the importing file, without the ending .ts",
        place: placeOf(unit, node),
        length: node.getWidth(),
      });
    }
    return unit;
  };
  const first = visit(entry);
  if (!first) {
    throw new CompileError([
      {
        severity: "error",
        code: "missing-file",
        message: `there is no file ${authorName(entry)}.ts`,
        hint: "name a firmware source (.ts), or a folder that holds one of the same name",
      },
    ]);
  }
  if (diagnostics.length > 0) throw new CompileError(diagnostics, sourcesOf(units));
  return { entry: first, units: [...units.values()] };
}

/** Names from "wakeful" that the author's files import. */
export function importedNames(program: Program): Set<string> {
  const names = new Set<string>();
  for (const unit of program.units) for (const name of unit.imported.values()) names.add(name);
  return names;
}

function sourcesOf(units: ReadonlyMap<string, Unit>): (file: string) => string | undefined {
  return (file) => [...units.values()].find((unit) => unit.file === file)?.text;
}
