/** `wakeful serve --export`: writes the page, and nothing over what is not ours. */
import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { isExported } from "../serve/export.ts";
import { showPath } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { makeFolder } from "./make-folder.ts";
import { reasonOf } from "./system-error.ts";

/**
 * Where the page goes.
 * @throws UsageError if something else lies there.
 */
export function exportPath(folder: string, io: Io): string {
  const path = join(resolve(io.cwd, folder), "index.html");
  return writing(path, io, () => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return path;
    if (stats.isFile() && isExported(readFileSync(path, "utf8"))) return path;
    throw new UsageError(
      `${showPath(path, io.cwd)} is there already, and was not written by --export`,
      "give --export a folder of its own",
    );
  });
}

/** @throws UsageError if it cannot be written. */
export function writeExport(path: string, text: string, io: Io): void {
  writing(path, io, () => {
    makeFolder(resolve(path, ".."));
    writeFileSync(path, text);
  });
}

function writing<T>(path: string, io: Io, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `${showPath(path, io.cwd)} cannot be written: ${reason}`,
      "give --export a folder that you may write to",
    );
  }
}
