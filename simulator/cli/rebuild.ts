/** Builds again whenever a source is saved. */
import { dirname } from "node:path";
import { sourceFiles, type Watching, watchFiles } from "../../compiler/watch.ts";
import { UsageError } from "../core/errors.ts";
import { ExitCode } from "./exit-code.ts";
import { fail } from "./fail.ts";
import { type FirmwareFile, rootOf } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { sideTablePath } from "./side-table-file.ts";
import { reasonOf } from "./system-error.ts";
import { count } from "./text.ts";

export interface SaveOptions {
  /** Other files that it is made of, such as its board; absolute. They need not be there yet. */
  readonly also?: readonly string[];
  /** What to do where the system watches no more, besides closing other programs. */
  readonly instead?: string;
}

/**
 * Runs `action` now and after each change of the firmware's sources, until the user stops it. What
 * goes wrong is told, and the next change tried. Notes go to stderr, so that stdout is the action's.
 * @returns the exit code.
 */
export async function onEachSave(
  file: FirmwareFile,
  io: Io,
  action: () => Promise<unknown>,
  { also = [], instead = "build without --watch" }: SaveOptions = {},
): Promise<number> {
  let isInterrupted = false;
  let wake = (): void => undefined;
  let noted = "";
  const release = io.onInterrupt(() => {
    isInterrupted = true;
    wake();
  });
  try {
    while (!isInterrupted) {
      const files = [...new Set([...ownFiles(file, io), ...also])];
      let hasChanged = false;
      // Watched from before it is built: a save meanwhile is not missed.
      const watching = watchOver(files, instead, () => {
        hasChanged = true;
        wake();
      });
      try {
        await action().catch((error: unknown) => fail(error, io));
        const note = `watching ${count(files.length, "file")}, Ctrl-C ends\n`;
        if (note !== noted) io.stderr.write((noted = note));
        const woken = new Promise<void>((resolve) => (wake = resolve));
        if (!hasChanged && !isInterrupted) await woken;
      } finally {
        watching.close();
      }
    }
    return ExitCode.interrupted;
  } finally {
    release();
  }
}

function ownFiles(file: FirmwareFile, io: Io): string[] {
  if (file.kind === "wasm") return [file.path, sideTablePath(dirname(file.path), file.name)];
  try {
    return sourceFiles(file.path, rootOf(file, io));
  } catch (error) {
    if (reasonOf(error) === undefined) throw error;
    // A source that cannot be read just now: the build says so, and the next save is noticed all the same.
    return [file.path];
  }
}

/** @throws UsageError where the system watches no more. */
function watchOver(files: readonly string[], instead: string, changed: () => void): Watching {
  try {
    return watchFiles(files, changed);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    // Of watching, ENOSPC is not about the disk.
    const isLimit = code === "ENOSPC" || code === "EMFILE";
    throw new UsageError(
      `the files cannot be watched: ${isLimit ? "the system allows no more of it" : reasonOf(error)}`,
      `close other programs that watch files, or ${instead}`,
    );
  }
}
