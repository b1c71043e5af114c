/** What the file system did not do, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  EEXIST: "a part of the path is not a folder",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  EIO: "the device fails",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
};

/** Why a call of Node's file system failed; undefined if it was something else. */
export function reasonOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code === undefined ? undefined : (reasons[code] ?? code);
}
