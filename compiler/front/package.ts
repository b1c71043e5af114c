/** What the package exports, for telling of names that it does not. */
import { entries, type SurfaceName, surfaceNames } from "./surface.ts";
import { filesBelow, packageRoot } from "./files.ts";

let names: ReadonlySet<string> | undefined;
let declared: readonly SurfaceName[] | undefined;

function read(path: string): string {
  const found = filesBelow(packageRoot()).read(path);
  if (!found) throw new Error(`the wakeful package is incomplete: ${path}.ts is missing`);
  return found.text;
}

/** Whether the package has a file that is imported as `wakeful/<path>`. */
export function hasPackageFile(path: string): boolean {
  return path.startsWith("generated/") || filesBelow(packageRoot()).read(path) !== undefined;
}

/** The names that firmware can import from "wakeful". */
export function packageNames(): ReadonlySet<string> {
  if (names) return names;
  const clauses = entries.flatMap((entry) => [...read(entry).matchAll(/^export \{([^}]*)\}/gm)]);
  const found = clauses.flatMap(([, list]) => list!.split(",").map((name) => name.trim()));
  // What authors write as log and panic has other names there: see messages.ts.
  const own = found.filter((name) => name !== "" && !/^log\d$|^panicAt$/.test(name));
  return (names = new Set([...own, "log", "panic"]));
}

/** The declaration behind a name that is imported from "wakeful". */
export function packageDeclaration(name: string): SurfaceName | undefined {
  declared ??= surfaceNames(read);
  return declared.find((d) => d.name === name);
}
