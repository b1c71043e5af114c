/** Where sources come from: the author's project, and the package itself. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ascName, authorName } from "./asc-name.ts";

export interface FoundFile {
  /** As the author names it. */
  readonly file: string;
  readonly text: string;
}

export interface Files {
  /** @param path asc's name of a file, without extension. */
  read(path: string): FoundFile | undefined;
}

/** The package's own folder, whether it runs from its sources or from `dist`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "asconfig.json"))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("the wakeful package is incomplete: asconfig.json is missing");
    folder = parent;
  }
  return folder;
}

function text(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
}

/**
 * Files below `root`.
 * @param virtual files that exist only in memory, by path from `root`; they come first.
 */
export function filesBelow(root: string, virtual: Readonly<Record<string, string>> = {}): Files {
  return {
    read(path) {
      const file = `${authorName(path)}.ts`;
      const found = virtual[file] ?? text(resolve(root, file));
      return found === undefined ? undefined : { file, text: found };
    },
  };
}

/** The path of a source as asc names it: from `root`, with slashes, without extension. */
export function pathBelow(root: string, file: string): string {
  const path = isAbsolute(file) ? relative(root, file) : relative(root, resolve(root, file));
  return ascName(path.split(sep).join("/").replace(/\.ts$/, ""));
}
