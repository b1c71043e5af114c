/** A program after all edits: what asc reads, and how its places lead back to the author's. */
import type { FrameInfo, SideTable } from "../hal/border/side-table.ts";
import { advised, type Known } from "./advice.ts";
import type { AscMessage } from "./asc/message.ts";
import { type AscOutput, runAsc } from "./asc/run.ts";
import { type Finished, prepare } from "./async/lower.ts";
import type { StaticObject } from "./async/places.ts";
import { openSource, type Source, syntaxErrors } from "./async/source.ts";
import { type AscProgram, readFacts, type Facts } from "./async/types.ts";
import { placeEdits } from "./async/twin.ts";
import { asUnused, denies, inAuthorsWords, isWithin } from "./async/wording.ts";
import { rewrite } from "./async/rewrite.ts";
import { CompileError } from "./diagnostics/compile-error.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { bareTimes } from "./front/bare-times.ts";
import { bytesOf, composedClasses } from "./front/embed.ts";
import { type Front, LIBRARY, readFront, sourceTextOf, usesMember } from "./front/front.ts";
import { entryModule, interruptsModule, tasksModule } from "./front/generated.ts";
import { driverIndex } from "./front/driver-index.ts";
import { otherModules } from "./front/imports.ts";
import type { Messages } from "./front/messages.ts";
import { importedNames, type Program } from "./front/program.ts";
import type { TaskClass } from "./front/tasks.ts";
import type { Unit } from "./front/unit.ts";
import { chainMaps, type Staged, type Stages, toDiagnostic } from "./stages.ts";
import { frameTable } from "./frame-table.ts";
import { awaitedAgain } from "./async/again.ts";
import { idleTasks, managedKept, taskFrames } from "./frames.ts";

export interface Lowered {
  readonly entryText: string;
  readonly tasks: readonly TaskClass[];
  readonly messages: Messages;
  /** Frames of the async functions. */
  readonly frames: readonly FrameInfo[];
  /** Objects at the top of files. */
  readonly objects: readonly StaticObject[];
  readonly warnings: readonly Diagnostic[];
  /** What to say of frames besides, if the program turns out to allocate. */
  readonly managed: readonly Diagnostic[];
  /** The author's files as asc reads them, by name. */
  readonly texts: Readonly<Record<string, string>>;
  /** The text asc reads for a path without extension. */
  read(path: string): string | undefined;
  /** The author's text of a file. */
  sourceText(file: string): string | undefined;
  toDiagnostic(message: AscMessage): Diagnostic;
  /** Source map of the module, leading to the author's text. */
  chain(map: string): SideTable["map"];
}

export interface LowerOptions {
  /** Export what the entry exports, for tests of firmware parts. */
  readonly keepExports: boolean;
  readonly target: "release" | "debug";
  /** Text of asconfig.json. */
  readonly config: string;
}

/** asc looks for what the package imports in a package of that name within it first: what counts is the last. */
const IN_PACKAGE = /^(?:.*\/)?node_modules\/wakeful\/(.*)$/;
/** Files of the package whose functions build futures and objects in places. */
const SURFACE = ["index", "firmware/index", "hal/index"];

export async function lowerProgram(program: Program, options: LowerOptions): Promise<Lowered> {
  const front = readFront(program, !options.keepExports, await builtinsFor(program));
  const finished = await lowerAsync(front, options);
  const tasks = [...front.taskClasses, ...taskFrames(front.taskFunctions, finished)];
  const generated = generatedModules(front, tasks);
  const maps = new Map<Unit, object>();
  const stages: Stages = (path) => {
    const unit = front.units.get(path);
    if (!unit) return undefined;
    let map = maps.get(unit);
    if (!map) maps.set(unit, (map = unitMap(unit)));
    const last = finished?.texts.get(path);
    return last
      ? { file: unit.file, text: last.text, maps: [last.map, map] }
      : { file: unit.file, text: unit.edits.toString(), maps: [map] };
  };
  return {
    entryText: entryOf(front, options.keepExports),
    tasks,
    messages: front.messages,
    frames: frameTable(finished),
    objects: finished?.objects ?? [],
    warnings: [
      ...bareTimes(program.units),
      ...idleTasks(front.taskFunctions, finished),
      ...awaitedAgain(finished?.machines ?? []),
    ],
    managed: managedKept(finished),
    texts: Object.fromEntries(program.units.map((u) => [u.file, stages(u.path)!.text])),
    sourceText: sourceTextOf(front.units),
    read(path) {
      const inPackage = IN_PACKAGE.exec(path)?.[1];
      if (inPackage === undefined) return stages(path)?.text;
      return generated.get(inPackage) ?? front.library(inPackage)?.edits.toString();
    },
    toDiagnostic: (message) =>
      advised(
        asUnused(
          toDiagnostic(message, stages),
          (owner, method) =>
            finished?.machines.some((m) => m.routine.fn.name === `${owner}.${method}`) ?? false,
        ),
        knownTo(front),
      ),
    chain: (map) => chainMaps(map, stages),
  };
}

function knownTo(front: Front): Known {
  const { units } = front.program;
  return {
    unit: (file) => units.find((u) => u.file === file),
    at: (path) =>
      path.startsWith(LIBRARY)
        ? front.library(path.slice(LIBRARY.length))
        : units.find((u) => u.path === path),
  };
}

/** The modules that come with asc, if any could be meant. */
async function builtinsFor({ units }: Program): Promise<ReadonlySet<string>> {
  if (otherModules(units).length === 0) return new Set();
  const { default: asc } = await import("assemblyscript/asc");
  return new Set(Object.keys(asc.libraryFiles));
}

function entryOf({ hasMain, program }: Front, keepExports: boolean): string {
  return entryModule(program.entry.path, hasMain, keepExports, importedNames(program));
}

function generatedModules(front: Front, tasks: readonly TaskClass[]): Map<string, string> {
  const { program } = front;
  const imports = importedNames(program);
  const joins = usesMember(program, "join") || imports.has("JoinSet");
  const aborts = usesMember(program, "abort", "abortAll");
  const facts = {
    tasks,
    handles:
      joins || aborts || usesMember(program, "isFinished", "detach") || imports.has("blockOn"),
    joins,
    aborts,
    imports,
  };
  return new Map([
    ["index", 'export * from "./firmware/index"; export * from "./hal/index";'],
    ["hal/index", driverIndex(program, imports, (path) => front.library(path))],
    ["generated/tasks", tasksModule(facts)],
    ["generated/interrupts", interruptsModule(facts)],
  ]);
}

/** Nothing if the program has no async function. */
async function lowerAsync(front: Front, options: LowerOptions): Promise<Finished | undefined> {
  const { program } = front;
  const generated = generatedModules(front, front.taskClasses);
  const opened = new Map<string, Source>();
  const open = (path: string): Source | undefined => {
    const known = opened.get(path);
    if (known) return known;
    const inLibrary = path.startsWith(LIBRARY) ? path.slice(LIBRARY.length) : undefined;
    const made = inLibrary === undefined ? undefined : generated.get(inLibrary);
    const unit =
      made !== undefined
        ? undefined
        : inLibrary === undefined
          ? program.units.find((u) => u.path === path)
          : front.library(inLibrary);
    if (made === undefined && !unit) return undefined;
    const text = made ?? unit!.edits.toString();
    const map = unit && !unit.isLibrary && unit.edits.hasChanged() ? unitMap(unit) : undefined;
    const source = openSource(path, unit?.file ?? path, text, inLibrary !== undefined, map);
    opened.set(path, source);
    return source;
  };
  const sources = program.units.map((unit) => open(unit.path)!);
  const library = librarySources(open);
  const diagnostics: Diagnostic[] = [];
  const doubtful: Diagnostic[] = [];
  const report = (d: Diagnostic, isDoubtful = false): void =>
    void (isDoubtful ? doubtful : diagnostics).push(d);
  const check = (): void => {
    if (diagnostics.length > 0) {
      throw new CompileError(distinct(diagnostics), sourceTextOf(front.units));
    }
  };
  const tasks = front.taskFunctions.map((t) => ({ path: t.unit.path, name: t.name }));
  const asyncSources = sources.filter((source) => /\basync\b/.test(source.text));
  asyncSources.flatMap(syntaxErrors).forEach((e) => report(e));
  check();
  const prepared = prepare({ sources, library, open, tasks }, report);
  check();
  if (!prepared.isAsync && doubtful.length === 0) return undefined;

  const stages: Stages = (path): Staged | undefined => {
    const text = prepared.twins.get(path);
    const source = opened.get(path);
    if (!text || !source) return undefined;
    const own = text.map(`${path.split("/").at(-1)}.ts`);
    return {
      file: source.file,
      text: text.toString(),
      maps: source.map ? [own, source.map] : [own],
    };
  };
  const composed = program.units.flatMap((unit) =>
    [...composedClasses(unit)].map((name) => ({ path: unit.path, name })),
  );
  let facts: Facts | undefined;
  const output = await runAsc({
    entryText: [
      entryOf(front, options.keepExports),
      ...composed.map((c, i) => `import { ${bytesOf(c.name)} as size${i} } from "./${c.path}";`),
      `export function $sizes(): usize { return 0${composed.map((_, i) => ` + size${i}`).join("")}; }`,
    ].join("\n"),
    read(path) {
      const inPackage = IN_PACKAGE.exec(path)?.[1];
      if (inPackage === undefined) return prepared.twins.get(path)?.toString();
      const made = generated.get(inPackage);
      if (made !== undefined) return made;
      const source = open(LIBRARY + inPackage);
      return source && rewrite(source, placeEdits(source), () => {}).toString();
    },
    config: unoptimised(options.config),
    target: options.target,
    flags: ["--noValidate"],
    inspect: (asc) => (facts = readFacts(asc as AscProgram)),
  });
  const errors = output.messages
    .filter((m) => m.severity === "error")
    .map((m) => toDiagnostic(m, stages));
  const certain = doubtful.filter((d) => !errors.some((e) => denies(e, d)));
  const others = errors.filter((e) => !certain.some((d) => isWithin(e, d) || isWithin(d, e)));
  certain.forEach((d) => report(d));
  inAuthorsWords(others).forEach((e) => report(advised(e, knownTo(front))));
  check();
  if (!facts) throw new Error("asc compiled the program without telling its types");
  const finished = prepared.finish(facts, front.taskClasses.length, (declared) =>
    composedBytes(output, declared),
  );
  check();
  return finished;
}

/** asconfig.json for a program that is only looked at. */
function unoptimised(config: string): string {
  const { targets, options } = JSON.parse(config) as {
    targets: Record<string, { noAssert?: boolean }>;
    options: object;
  };
  const bare = Object.entries(targets).map(([name, { noAssert }]) => [name, { noAssert }]);
  return JSON.stringify({ targets: Object.fromEntries(bare) as object, options });
}

function composedBytes(output: AscOutput, declared: string): number | undefined {
  return output.constants.get(bytesOf(declared));
}

/** Files that the package's index leads to. */
function librarySources(open: (path: string) => Source | undefined): Source[] {
  const found = new Map<string, Source>();
  const visit = (path: string): void => {
    const source = open(LIBRARY + path);
    if (!source || found.has(path)) return;
    found.set(path, source);
    for (const match of source.text.matchAll(/export (?:\*|\{[^}]*\}) from "([^"]+)"/g)) {
      const folder = path.split("/").slice(0, -1).join("/");
      visit([folder, match[1]!.replace(/^\.\//, "")].filter(Boolean).join("/"));
    }
  };
  SURFACE.forEach(visit);
  return [...found.values()];
}

function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const d of diagnostics) {
    const { file, line, column } = d.place ?? { file: "", line: 0, column: 0 };
    const key = `${file}:${line}:${column} ${d.code} ${d.message}`;
    if (!seen.has(key)) seen.set(key, d);
  }
  return [...seen.values()];
}

function unitMap(unit: Unit): object {
  return unit.edits.generateMap({
    // Relative to the file itself, which is where the chain looks for it.
    source: `${unit.path.split("/").at(-1)}.ts`,
    includeContent: false,
    hires: "boundary",
  });
}
