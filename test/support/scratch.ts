/** Folders for what tests build: all in one, which is removed when the last test has ended. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const KEY = "WAKEFUL_TEST_SCRATCH";

/** Vitest's global setup: it runs once, before its processes are begun, and they inherit what it sets. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-test-"));
  process.env[KEY] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A new folder. Whoever makes many, or large ones, removes them earlier. */
export function scratchFolder(name: string): string {
  return mkdtempSync(join(process.env[KEY] ?? tmpdir(), `${name}-`));
}
