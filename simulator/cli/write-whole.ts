import { existsSync, mkdirSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../core/errors.ts";
import { reasonOf } from "./system-error.ts";

/**
 * Writes files into a folder: all of them, or nothing. What is there already is never overwritten.
 * @param shown the folder as messages name it.
 * @param files contents by path below the folder, with slashes.
 * @throws UsageError if the file system does not let us.
 */
export function writeWhole(
  folder: string,
  shown: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  const undo: (() => void)[] = [];
  let at = shown;
  try {
    makeFolder(folder, undo);
    for (const [path, content] of files) {
      at = join(shown, path);
      const file = join(folder, path);
      makeFolder(dirname(file), undo);
      writeFileSync(file, "", { flag: "wx" });
      undo.push(() => unlinkSync(file));
      writeFileSync(file, content);
    }
  } catch (error) {
    for (const step of undo.reverse()) {
      try {
        step();
      } catch {
        // Somebody else has put something there, or taken it away.
      }
    }
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `${at} cannot be written: ${reason}`,
      "give a path in a folder that you may write to; nothing was left behind",
    );
  }
}

/** One at a time: see make-folder.ts. */
function makeFolder(folder: string, undo: (() => void)[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}
