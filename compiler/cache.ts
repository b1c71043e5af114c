/**
 * Modules that were built before. The key is everything that a build depends on: the author's files,
 * the options, and the compiler itself; so an entry is never stale, only unused.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "./front/files.ts";

/** Entries that are kept; the oldest go first. */
const MANY = 100;

const SUFFIX = ".json";

export interface Cache<T> {
  read(key: string): T | undefined;
  write(key: string, value: T): void;
}

/**
 * A cache in a folder. That it cannot be read or written is never an error: then there is none.
 * @param encode and `decode` turn values into text and back; `decode` throws on what it does not know.
 */
export function cacheIn<T>(
  folder: string,
  encode: (value: T) => string,
  decode: (text: string) => T,
): Cache<T> {
  const pathOf = (key: string): string => join(folder, key + SUFFIX);
  return {
    read(key) {
      try {
        const value = decode(readFileSync(pathOf(key), "utf8"));
        const now = new Date();
        utimesSync(pathOf(key), now, now);
        return value;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        mkdirSync(folder, { recursive: true });
        // Whoever reads meanwhile finds the whole entry or none.
        const draft = join(folder, `${key}.${process.pid}.draft`);
        writeFileSync(draft, encode(value));
        renameSync(draft, pathOf(key));
        evict(folder);
      } catch {
        // A full disk or a folder of somebody else's only costs time.
      }
    },
  };
}

function evict(folder: string): void {
  const entries = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  if (entries.length <= MANY) return;
  const aged = entries.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  aged.sort((a, b) => b.time - a.time);
  for (const { name } of aged.slice(MANY)) rmSync(join(folder, name), { force: true });
}

/** `node_modules/.cache/wakeful` of the project around a folder, or one of the user's own. */
export function cacheFolder(root: string): string {
  for (let at = root; ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "wakeful");
    if (dirname(at) === at) return join(tmpdir(), `wakeful-cache-${userInfo().username}`);
  }
}

let fingerprint: string | undefined;

/**
 * What the compiler is, as text: its version, its own code and the firmware it compiles in. Nothing
 * if it runs from its sources, where a change in any file is one in the compiler.
 */
export function compilerFingerprint(): string | undefined {
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith(".ts")) return undefined;
  if (fingerprint !== undefined) return fingerprint;
  const root = packageRoot();
  const hash = createHash("sha256");
  const add = (path: string): void => void hash.update(path).update(readFileSync(path));
  for (const file of ["package.json", "asconfig.json"]) add(join(root, file));
  for (const folder of [join(root, "firmware"), join(root, "hal")]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith(".ts")) add(join(entry.parentPath, entry.name));
    }
  }
  for (const file of readdirSync(dirname(own)))
    if (file.endsWith(".js")) add(join(dirname(own), file));
  const asc = import.meta.resolve("assemblyscript/package.json");
  add(fileURLToPath(asc));
  return (fingerprint = hash.digest("hex"));
}

/** A name for all that is given. */
export function keyOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
