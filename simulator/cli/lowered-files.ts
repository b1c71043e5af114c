/** Where the lowered sources go. */
import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { showPath } from "./firmware-file.ts";

export interface LoweredFile {
  readonly path: string;
  readonly content: string;
}

/**
 * The lowered sources below a folder, as the author's lie to each other.
 * @param lowered texts by path from the root; sources beside the root have paths with `..`.
 * @throws UsageError if one of them would take the place of an author's file.
 */
export function loweredFiles(
  lowered: Readonly<Record<string, string>>,
  { root, folder, cwd }: { readonly root: string; readonly folder: string; readonly cwd: string },
): LoweredFile[] {
  const sources = Object.keys(lowered).map((source) => resolve(root, source));
  const upwards = Object.keys(lowered).map((source) => /^(?:\.\.\/)*/.exec(source)![0]);
  const base = resolve(
    root,
    upwards.reduce((a, b) => (a.length > b.length ? a : b)),
  );
  return Object.values(lowered).map((content, i) => {
    const path = join(resolve(cwd, folder), relative(base, sources[i]!));
    const lost = sources.find((source) => isSame(source, path));
    if (lost === undefined) return { path, content };
    throw new UsageError(
      `--lowered ${folder} would overwrite ${showPath(lost, cwd)}, which the firmware is made of`,
      "give --lowered a folder of its own, such as --lowered lowered",
    );
  });
}

function isSame(a: string, b: string): boolean {
  try {
    const [one, other] = [statSync(a), statSync(b)];
    return one.ino === other.ino && one.dev === other.dev;
  } catch {
    // One is not there, or cannot be: writing it says so.
    return false;
  }
}
