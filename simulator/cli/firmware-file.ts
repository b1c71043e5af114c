/** Finds the firmware that a command names, and makes a module of it. */
import { readdirSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { compile, type CompileOptions } from "../../compiler/compile.ts";
import { moduleDigest } from "../../compiler/side-table.ts";
import { formatDiagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { SideTable } from "../../hal/border/side-table.ts";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import { readInput, statInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { isSideTable, sideTablePath } from "./side-table-file.ts";

const READABLE = "give a file that exists and that you may read";

export interface FirmwareFile {
  /** Absolute. */
  readonly path: string;
  /** As messages and reports show it: from the current folder, with slashes. */
  readonly label: string;
  readonly kind: "ts" | "wasm";
  /** File name without extension. */
  readonly name: string;
}

export interface Firmware {
  readonly wasm: Uint8Array;
  /** Only of what was compiled just now. */
  readonly wat: string | null;
  /** Unknown for a module that has none beside it. */
  readonly table: SideTable | undefined;
  /** The sources without async, by path from the root; null of a module. */
  readonly lowered: Readonly<Record<string, string>> | null;
  /** The text of a source as it was compiled; undefined if that is not certain. */
  sourceText(file: string): string | undefined;
}

/** A path from the current folder if it lies below, with slashes on every system. */
export function showPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  const shown = below.startsWith("..") ? path : below || ".";
  return shown.split(sep).join("/");
}

/** As `showPath`; a file outside the working directory is shown relative to it if that is how it was asked for. */
export function showAsked(asked: string | undefined, path: string, cwd: string): string {
  if (asked === undefined || isAbsolute(asked)) return showPath(path, cwd);
  return (relative(cwd, path) || ".").split(sep).join("/");
}

/**
 * Finds a firmware: a .ts or .wasm file, or a folder that holds `<folder>.ts`, `main.ts` or
 * `index.ts`.
 * @throws UsageError
 */
export function findFirmware(operand: string, io: Io): FirmwareFile {
  const path = resolve(io.cwd, operand);
  const stats = statInput(path, operand, READABLE);
  if (!stats) {
    throw new UsageError(
      `there is no file ${operand}${nearFile(path)}`,
      "give a .ts file, a .wasm file, or the folder of a firmware",
    );
  }
  if (stats.isDirectory()) return inFolder(operand, path, io);
  const kind = { ".ts": "ts", ".wasm": "wasm" }[extname(path)] as "ts" | "wasm" | undefined;
  if (kind === undefined) {
    throw new UsageError(
      `${operand} is neither a .ts nor a .wasm file`,
      "give the firmware's first source file, or the module that `wakeful build` made",
    );
  }
  return { path, label: showPath(path, io.cwd), kind, name: basename(path, extname(path)) };
}

function inFolder(operand: string, folder: string, io: Io): FirmwareFile {
  const names = [...new Set([basename(folder), "main", "index"])];
  for (const name of names) {
    const path = join(folder, `${name}.ts`);
    if (!statInput(path, showPath(path, io.cwd), READABLE)?.isFile()) continue;
    return { path, label: showPath(path, io.cwd), kind: "ts", name };
  }
  const looked = names.map((name) => `${name}.ts`).join(" or ");
  throw new UsageError(
    `the folder ${operand} holds no firmware: there is no ${looked}`,
    "name the file itself",
  );
}

function nearFile(path: string): string {
  try {
    return didYouMean(basename(path), readdirSync(dirname(path)));
  } catch {
    return "";
  }
}

/**
 * Reads or compiles a firmware. Warnings of the compiler go to stderr.
 * @throws CompileError, UsageError
 */
export async function openFirmware(
  file: FirmwareFile,
  io: Io,
  { mode, cache }: Pick<CompileOptions, "mode" | "cache"> = {},
): Promise<Firmware> {
  if (file.kind === "wasm") {
    const wasm = readInput(file.path, file.label, READABLE);
    const table = readSideTable(file, wasm, io);
    return { wasm, wat: null, table, lowered: null, sourceText: () => undefined };
  }
  // Told here, before the compiler meets it.
  readInput(file.path, file.label, READABLE);
  const root = rootOf(file, io);
  const sourceText = (source: string): string | undefined => readText(resolve(root, source));
  const { wasm, wat, table, lowered, diagnostics } = await compile(file.path, {
    root,
    ...(mode && { mode }),
    ...(cache !== undefined && { cache }),
  });
  for (const warning of diagnostics) {
    const text = warning.place && sourceText(warning.place.file);
    io.stderr.write(`${formatDiagnostic(warning, text)}\n`);
  }
  return { wasm, wat, table, lowered, sourceText };
}

/** Places are written from the root, so the current folder is the best one for an author. */
export function rootOf(file: FirmwareFile, io: Io): string {
  const isBelow = !relative(io.cwd, file.path).startsWith("..");
  return isBelow ? io.cwd : dirname(file.path);
}

function readText(path: string, shown = path): string | undefined {
  if (!statInput(path, shown, READABLE)?.isFile()) return undefined;
  return new TextDecoder().decode(readInput(path, shown, READABLE));
}

/** The side table beside a module; one that does not belong to it would tell lies. */
function readSideTable(file: FirmwareFile, wasm: Uint8Array, io: Io): SideTable | undefined {
  const path = sideTablePath(dirname(file.path), file.name);
  const shown = showPath(path, io.cwd);
  const text = readText(path, shown);
  if (text === undefined) return undefined;
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch {
    table = undefined;
  }
  const hint = "build the firmware again, or delete this file to do without names and places";
  if (!isSideTable(table)) throw new UsageError(`${shown} is not a side table`, hint);
  if (table.module !== moduleDigest(wasm)) {
    throw new UsageError(`${shown} belongs to another build of ${file.label}`, hint);
  }
  return table;
}
