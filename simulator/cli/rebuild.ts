/** Builds again whenever a source is saved. */
import { sourceFiles, watchFiles } from "../../compiler/watch.ts";
import { ExitCode } from "./exit-code.ts";
import { fail } from "./fail.ts";
import { type FirmwareFile, rootOf } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { count } from "./text.ts";

/**
 * Runs `action` now and after each change of the firmware's sources, until the user stops it. What
 * goes wrong is told, and the next change tried.
 * @returns the exit code.
 */
export async function onEachSave(
  file: FirmwareFile,
  io: Io,
  action: () => Promise<unknown>,
): Promise<number> {
  let isInterrupted = false;
  let wake = (): void => undefined;
  const release = io.onInterrupt(() => {
    isInterrupted = true;
    wake();
  });
  try {
    while (!isInterrupted) {
      const files = sourceFiles(file.path, rootOf(file, io));
      let hasChanged = false;
      // Watched from before it is built: a save meanwhile is not missed.
      const watching = watchFiles(files, () => {
        hasChanged = true;
        wake();
      });
      try {
        await action().catch((error: unknown) => fail(error, io));
        io.stdout.write(`watching ${count(files.length, "file")}, Ctrl-C ends\n`);
        const woken = new Promise<void>((resolve) => (wake = resolve));
        if (!hasChanged && !isInterrupted) await woken;
      } finally {
        watching.close();
      }
    }
    return ExitCode.done;
  } finally {
    release();
  }
}
