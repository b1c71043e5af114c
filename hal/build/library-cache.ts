/** Libraries that were built of a user's sources, so that each is built once. */
import { createHash, randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runTool } from "./tools.ts";
import { halFolder } from "./wasm2c.ts";

/** Libraries that are kept; the oldest go first. */
const MANY = 24;

const fingerprints = new Map<string, string[]>();

/**
 * Name, size and time of each file below a folder, as this process first saw them: another checkout or an edit is
 * another library.
 */
export function fingerprint(folder: string): string[] {
  const known = fingerprints.get(folder) ?? list(folder);
  fingerprints.set(folder, known);
  return known;
}

function list(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.flatMap((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return stats?.isFile() ? [`${name} ${stats.size} ${stats.mtimeMs}`] : [];
  });
}

export interface Library {
  /** For the file's name. */
  readonly name: string;
  /** All that it depends on. */
  readonly parts: readonly unknown[];
  /** Builds in an empty folder, and returns the path of the archive. */
  build(folder: string): string;
}

/** What gcc says of itself. */
let compiler: string | undefined;

/** @returns absolute path of the archive. */
export function cachedLibrary(library: Library): string {
  const folder = cacheFolder();
  compiler ??= runTool("gcc", ["--version"]);
  const path = join(folder, `${library.name}-${keyOf([compiler, library.parts])}.a`);
  try {
    utimesSync(path, new Date(), new Date());
    return path;
  } catch {
    // Not there yet.
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const work = mkdtempSync(join(tmpdir(), "wakeful-library-"));
  try {
    // Whoever builds the same meanwhile finds the whole library or none.
    const draft = `${path}.${randomUUID()}`;
    copyFileSync(library.build(work), draft);
    renameSync(draft, path);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  evict(folder);
  return path;
}

/** `node_modules/.cache/wakeful/runtimes` of the project that this package is in. */
function cacheFolder(): string {
  for (let at = halFolder(); at !== dirname(at); at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "wakeful", "runtimes");
  }
  return join(tmpdir(), `wakeful-runtimes-${process.getuid?.() ?? ""}`);
}

function keyOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function evict(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".a"))
    .map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  files.sort((a, b) => b.time - a.time);
  for (const { name } of files.slice(MANY)) rmSync(join(folder, name), { force: true });
}

/** Texts of files of ours that a library is built with. */
export function ownTexts(files: readonly string[]): string[] {
  return files.map((file) => readFileSync(join(halFolder(), file), "utf8"));
}
