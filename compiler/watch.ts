/** Tells when a file that a firmware is made of changes. */
import { existsSync, type FSWatcher, realpathSync, watch } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { authorName } from "./front/asc-name.ts";
import { filesBelow, pathBelow } from "./front/files.ts";
import { importsOf, parseUnit, resolveSpecifier } from "./front/unit.ts";

/** Editors write a file in several steps; this many milliseconds without one are the end. */
const QUIET = 50;

export interface Watching {
  close(): void;
}

/**
 * The files that a firmware imports, its own first. Those that are not there are listed as well:
 * when they come, the firmware can be built.
 * @param entry path from the root, or absolute.
 * @returns absolute paths.
 */
export function sourceFiles(entry: string, root: string): string[] {
  const files = filesBelow(root);
  const seen = new Set<string>();
  const visit = (path: string): boolean => {
    if (seen.has(path)) return files.read(path) !== undefined;
    seen.add(path);
    const found = files.read(path);
    if (!found) return false;
    const { tree } = parseUnit(path, found.file, found.text, false);
    for (const { specifier } of importsOf(tree)) {
      if (!specifier.startsWith(".")) continue;
      const target = resolveSpecifier(path, specifier);
      if (!visit(target)) visit(`${target}/index`);
    }
    return true;
  };
  visit(pathBelow(root, entry));
  return [...seen].map((path) => resolve(root, `${authorName(path)}.ts`));
}

/** Calls back after any of the files was written, came or went. */
export function watchFiles(files: readonly string[], changed: () => void): Watching {
  // A file may be a link, and what it leads to is written.
  const names = new Set(files.flatMap((file) => [file, whereItLies(file)]));
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET);
  };
  // A folder is watched, not a file: editors replace files, and a file may be yet to come.
  const folders = new Set([...names].map((file) => existing(dirname(file))));
  const isOnTheWay = (path: string): boolean => files.some((file) => file.startsWith(path + sep));
  const watchers: FSWatcher[] = [];
  const close = (): void => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  try {
    for (const folder of folders) {
      const watcher = watch(folder, (_event, name) => {
        const path = name === null ? undefined : join(folder, name);
        const concerns = path === undefined || names.has(path) || isOnTheWay(path);
        // A folder that was moved or removed tells it with its own name.
        if (concerns || !existsSync(folder)) later();
      });
      watchers.push(watcher.on("error", later));
    }
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}

function whereItLies(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // It is yet to come, or the link leads nowhere.
    return file;
  }
}

function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}
