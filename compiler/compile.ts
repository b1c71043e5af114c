/**
 * From an AssemblyScript file to a module for microcontrollers.
 *
 * ```
 *   author's files ──► front ──► asc ──► module ──► check ──► module + side table
 *                      tasks,              │
 *                      messages            └─ an allocator in it? a second, unoptimised build says where
 * ```
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FrameInfo, SideTable } from "../hal/border/side-table.ts";
import { BORDER_SECTION, BORDER_VERSION } from "../hal/generated/border.ts";
import { type AscOutput, runAsc } from "./asc/run.ts";
import { auditAllocation } from "./audit/allocation.ts";
import { checkModule, type Finding } from "./binary/check.ts";
import { encodeU32 } from "./binary/leb128.ts";
import { appendCustomSection, removeCustomSections } from "./binary/sections.ts";
import { type Cache, cacheFolder, cacheIn, compilerFingerprint, keyOf } from "./cache.ts";
import { CompileError } from "./diagnostics/compile-error.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { filesBelow, packageRoot, pathBelow } from "./front/files.ts";
import { addressBits } from "./front/generated.ts";
import { type Program, readProgram } from "./front/program.ts";
import { type Lowered, lowerProgram } from "./lowered.ts";
import { sideTable } from "./side-table.ts";

export interface CompileOptions {
  /** Folder that paths in messages are relative to; sources lie below it. Default: the current one. */
  readonly root?: string;
  /** `release` is small and fast; `debug` keeps assertions and names. */
  readonly mode?: "release" | "debug";
  /** Export what the entry exports, besides the border: for testing parts of firmware. */
  readonly keepExports?: boolean;
  /** Sources that exist only in memory, by path from the root. */
  readonly virtual?: Readonly<Record<string, string>>;
  /** Most bytes of static memory. Default 1 MiB. */
  readonly memoryLimit?: number;
  /**
   * Where modules that were built before are kept: a folder, or `false` for nowhere. By default
   * `node_modules/.cache/wakeful`.
   */
  readonly cache?: string | false;
}

export interface Compiled {
  readonly wasm: Uint8Array;
  readonly wat: string;
  readonly table: SideTable;
  /** Source map of the module, version 3, leading to the author's text. */
  readonly map: object | null;
  /** What lives across each await of each async function. */
  readonly frames: readonly FrameInfo[];
  /** Warnings; errors are thrown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The author's files with async functions lowered, by name: what asc reads. */
  readonly lowered: Readonly<Record<string, string>>;
  /** The author's files that it is made of, by path from the root. */
  readonly sources: readonly string[];
  /** Whether it was built before, and nothing ran now. */
  readonly isCached: boolean;
}

/**
 * Compiles a firmware.
 * @param entry its first file (.ts), relative to the root or absolute.
 * @throws CompileError with the author's places, if it cannot be built or could allocate.
 */
export async function compile(entry: string, options: CompileOptions = {}): Promise<Compiled> {
  const root = resolve(options.root ?? ".");
  const path = pathBelow(root, entry);
  const program = readProgram(filesBelow(root, options.virtual), path);
  const kept = cacheFor(root, options);
  const key = kept && keyOf([kept.fingerprint, path, keyOptions(options), textsOf(program)]);
  const known = key && kept.cache.read(key);
  if (known) return { ...known, isCached: true };
  const compiled = await compileProgram(path, root, options);
  if (key) kept.cache.write(key, compiled);
  return compiled;
}

function textsOf(program: Program): readonly (readonly string[])[] {
  return program.units.map((unit) => [unit.file, unit.text]);
}

function keyOptions({ mode, keepExports, memoryLimit }: CompileOptions): unknown {
  return { mode: mode ?? "release", keepExports: keepExports ?? false, memoryLimit };
}

function cacheFor(
  root: string,
  { cache }: CompileOptions,
): { cache: Cache<Compiled>; fingerprint: string } | undefined {
  const own = compilerFingerprint();
  // Run from its sources, the compiler caches only where a test asks it to.
  if (cache === false || (own === undefined && cache === undefined)) return undefined;
  const folder = cache ?? cacheFolder(root);
  if (folder === undefined) return undefined;
  return { cache: cacheIn(folder, encodeCompiled, decodeCompiled), fingerprint: own ?? "sources" };
}

function encodeCompiled(compiled: Compiled): string {
  return JSON.stringify({ ...compiled, wasm: Buffer.from(compiled.wasm).toString("base64") });
}

function decodeCompiled(text: string): Compiled {
  const value = JSON.parse(text) as Compiled & { readonly wasm: unknown };
  if (typeof value.wasm !== "string") throw new Error("this is no entry");
  return { ...value, wasm: new Uint8Array(Buffer.from(value.wasm, "base64")) };
}

async function compileProgram(
  path: string,
  root: string,
  options: CompileOptions,
): Promise<Compiled> {
  const mode = options.mode ?? "release";
  const config = readFileSync(join(packageRoot(), "asconfig.json"), "utf8");
  const lower = (target: typeof mode): Promise<Lowered> =>
    lowerProgram(readProgram(filesBelow(root, options.virtual), path), {
      keepExports: options.keepExports ?? false,
      target,
      config,
    });
  const lowered = await lower(mode);
  const built = await build(lowered, mode, options);
  const bare = removeCustomSections(built.wasm, (name) => name === "sourceMappingURL");
  const wasm = appendCustomSection(bare, BORDER_SECTION, encodeU32(BORDER_VERSION));
  const { findings, facts } = checkModule(wasm);
  const relevant = findings.filter((f) => !(options.keepExports && f.rule === "imports"));
  if (relevant.length > 0) await explain(relevant, lower, options);
  const table = sideTable({
    name: path.split("/").at(-1)!,
    wasm,
    lowered,
    constants: built.constants,
    dataEnd: facts.dataEnd!,
    heapBase: facts.heapBase!,
    wat: built.wat,
    map: built.map,
  });
  refuseFarTasks(table);
  return {
    wasm,
    wat: built.wat,
    map: table.map,
    table,
    frames: table.frames,
    diagnostics: [...lowered.warnings, ...built.warnings],
    lowered: lowered.texts,
    sources: Object.keys(lowered.texts),
    isCached: false,
  };
}

interface Build {
  readonly wasm: Uint8Array;
  readonly wat: string;
  readonly map: SideTable["map"];
  readonly constants: AscOutput["constants"];
  readonly warnings: readonly Diagnostic[];
}

async function build(
  lowered: Lowered,
  target: "release" | "debug",
  options: CompileOptions,
): Promise<Build> {
  const config = readFileSync(join(packageRoot(), "asconfig.json"), "utf8");
  const flags = options.memoryLimit ? ["--lowMemoryLimit", String(options.memoryLimit)] : [];
  const { entryText } = lowered;
  const output = await runAsc({
    entryText,
    read: (path) => lowered.read(path),
    config,
    target,
    flags,
  });
  const diagnostics = output.messages.map((m) => lowered.toDiagnostic(m));
  const errors = diagnostics.filter((d) => d.severity === "error");
  const { wasm, map, wat } = output;
  if (errors.length > 0 || !wasm || map === undefined || wat === undefined) {
    throw new CompileError(errors, (file) => lowered.sourceText(file));
  }
  // Frames hold what may be null as if it could not be, so this is not about the author's text.
  const isOurs = ({ message }: Diagnostic): boolean =>
    lowered.frames.length > 0 && message.startsWith("Expression is never 'null'");
  const warnings = diagnostics.filter(
    (d) => d.severity === "warning" && !d.place?.file.startsWith("~lib/") && !isOurs(d),
  );
  return { wasm, wat, map: lowered.chain(map), constants: output.constants, warnings };
}

/** Finds the author's lines behind what is wrong with a module, and throws them. */
async function explain(
  findings: readonly Finding[],
  lower: (target: "debug") => Promise<Lowered>,
  options: CompileOptions,
): Promise<never> {
  const lowered = await lower("debug");
  if (findings.some((f) => f.rule === "allocator")) {
    const plain = await build(lowered, "debug", options);
    const places = auditAllocation(plain.wasm, plain.map!, (file) => lowered.sourceText(file));
    if (places.length > 0)
      throw new CompileError([...places, ...lowered.managed], (file) => lowered.sourceText(file));
  }
  throw new CompileError(
    findings.map((f) => ({ severity: "error", code: f.rule, message: f.message, hint: f.hint })),
  );
}

/** A `JoinHandle` has so many bits for an address, and no more. */
function refuseFarTasks(table: SideTable): void {
  const limit = 2 ** addressBits(table.tasks.reduce((sum, task) => sum + task.pool, 0));
  for (const task of table.tasks) {
    if (task.address + task.slotBytes * task.pool <= limit) continue;
    throw new CompileError([
      {
        severity: "error",
        code: "tasks-too-far",
        message: `the pool of ${task.name} ends above ${limit} bytes of memory, where handles cannot reach`,
        hint: "make the pool, or the static data before it, smaller",
        place: task.place,
      },
    ]);
  }
}
