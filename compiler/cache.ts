/**
 * Modules that were built before. The key is everything that a build depends on: the author's files,
 * the options, and the compiler itself; so an entry is never stale, only unused.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "./front/files.ts";

/** Entries that are kept, and their bytes; the oldest go first. */
const MANY = 100;
const MOST_BYTES = 64 * 2 ** 20;

const SUFFIX = ".json";
const DRAFT = ".draft";

/** Milliseconds after which a draft is one that nobody will finish. */
const FORGOTTEN = 60_000;

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
        const [digest, body] = halves(readFileSync(pathOf(key), "utf8"));
        if (digest !== digestOf(body)) return undefined;
        const value = decode(body);
        const now = new Date();
        utimesSync(pathOf(key), now, now);
        return value;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        // Nobody else's business, if the folder is not in a project.
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const body = encode(value);
        // Whoever reads meanwhile finds the whole entry or none; threads of a process write, too.
        const draft = join(folder, randomUUID() + DRAFT);
        writeFileSync(draft, `${digestOf(body)}\n${body}`);
        renameSync(draft, pathOf(key));
        evict(folder);
      } catch {
        // A full disk or a folder of somebody else's only costs time.
      }
    },
  };
}

function halves(entry: string): [digest: string, body: string] {
  const at = entry.indexOf("\n");
  return [entry.slice(0, at), entry.slice(at + 1)];
}

function evict(folder: string): void {
  const files = readdirSync(folder).flatMap((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return stats ? [{ name, time: stats.mtimeMs, bytes: stats.size }] : [];
  });
  const drafts = files.filter(({ name }) => name.endsWith(DRAFT));
  const entries = files.filter(({ name }) => name.endsWith(SUFFIX));
  entries.sort((a, b) => b.time - a.time);
  let bytes = 0;
  const old = entries.filter((e, i) => (bytes += e.bytes) > MOST_BYTES || i >= MANY);
  const forgotten = drafts.filter(({ time }) => time < Date.now() - FORGOTTEN);
  for (const { name } of [...old, ...forgotten]) rmSync(join(folder, name), { force: true });
}

/** `node_modules/.cache/wakeful` of the project around a folder, or one of the user's own. */
export function cacheFolder(root: string): string | undefined {
  for (let at = root; ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "wakeful");
    if (dirname(at) === at) return ownFolder(tmpdir());
  }
}

/** Below a folder in which everybody writes; nothing if somebody else has taken the name. */
export function ownFolder(below: string, user = process.getuid?.()): string | undefined {
  const folder = join(below, user === undefined ? "wakeful-cache" : `wakeful-cache-${user}`);
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  const isOwn = !stats || (stats.isDirectory() && (user === undefined || stats.uid === user));
  return isOwn ? folder : undefined;
}

let fingerprint: string | undefined;

/**
 * What this compiler is, as text. Nothing if it runs from its sources, where a change in any file is
 * one in the compiler.
 */
export function compilerFingerprint(): string | undefined {
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith(".ts")) return undefined;
  return (fingerprint ??= fingerprintOf(packageRoot(), dirname(own)));
}

/** A package's version, its code, the firmware it compiles in, and asc's version. */
function fingerprintOf(root: string, code: string): string {
  const hash = createHash("sha256");
  const add = (path: string): void => void hash.update(path).update(readFileSync(path));
  for (const file of ["package.json", "asconfig.json"]) add(join(root, file));
  for (const folder of [join(root, "firmware"), join(root, "hal")]) {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const file of files.sort()) if (file.endsWith(".ts")) add(join(folder, file));
  }
  for (const file of readdirSync(code)) if (file.endsWith(".js")) add(join(code, file));
  add(createRequire(import.meta.url).resolve("assemblyscript/package.json"));
  return hash.digest("hex");
}

/** A name for all that is given. */
export function keyOf(parts: readonly unknown[]): string {
  return digestOf(JSON.stringify(parts));
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
