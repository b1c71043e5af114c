/** What is in `examples`. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./parts.ts";

const folder = join(projectRoot, "examples");

/** All folders, by name. */
export function exampleFolders(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Those that are firmware in AssemblyScript: `<name>/<name>.ts`. */
export function exampleNames(): string[] {
  return exampleFolders().filter((name) => existsSync(join(folder, name, `${name}.ts`)));
}
