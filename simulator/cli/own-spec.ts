/** How the package.json of a new project asks for the package that made it. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "../../compiler/front/files.ts";

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * The version from a registry, unless the package is a clone, or was installed from a file: then the same one.
 * @param folder of the new project.
 */
export function ownSpec(folder: string): string {
  const root = packageRoot();
  const { version } = readManifest(root)!;
  const modules = dirname(root);
  if (basename(modules) !== "node_modules") return fileSpec(folder, root);
  const owner = dirname(modules);
  const { dependencies, devDependencies } = readManifest(owner) ?? {};
  const spec = dependencies?.["wakeful"] ?? devDependencies?.["wakeful"];
  if (spec?.startsWith("file:")) return fileSpec(folder, resolve(owner, spec.slice(5)));
  return version;
}

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : undefined;
}

function fileSpec(folder: string, target: string): string {
  return `file:${relative(realFolder(folder), target).split(sep).join("/")}`;
}

/** The folder without links, though it may not be there yet. */
function realFolder(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  return join(realFolder(dirname(folder)), basename(folder));
}
