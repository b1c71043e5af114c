/** The files of a new project: those of `create-wakeful/template`, with a name and a version of ours. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { packageRoot } from "../../compiler/front/files.ts";
import { ownSpec } from "./own-spec.ts";

/** The name that the template has. */
const TEMPLATE_NAME = "my-firmware";

/** npm packs no file of the name that git wants. */
const renamed: Readonly<Record<string, string>> = { gitignore: ".gitignore" };

/**
 * @param folder where the project will lie; a package that came from a file is asked for from there.
 * @param name of the package.
 * @returns contents by path, with slashes.
 */
export function projectFiles(folder: string, name: string): Map<string, string> {
  const template = join(packageRoot(), "create-wakeful", "template");
  const files = new Map<string, string>();
  for (const entry of readdirSync(template, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(template, file).split(sep).join("/");
    files.set(renamed[path] ?? path, readFileSync(file, "utf8"));
  }
  files.set("README.md", files.get("README.md")!.replace(`# ${TEMPLATE_NAME}\n`, `# ${name}\n`));
  const manifest = JSON.parse(files.get("package.json")!) as {
    name: string;
    devDependencies: Record<string, string>;
  };
  manifest.name = name;
  manifest.devDependencies["wakeful"] = ownSpec(folder);
  files.set("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
  return files;
}
