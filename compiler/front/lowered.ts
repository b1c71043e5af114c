/** A program after all edits: what asc reads, and how its places lead back to the author's. */
import remapping from "@jridgewell/remapping";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { SideTable } from "../../hal/border/side-table.ts";
import type { AscMessage } from "../asc/run.ts";
import { CompileError } from "../diagnostics/compile-error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkUses } from "./checks.ts";
import { filesBelow, packageRoot } from "./files.ts";
import { entryModule, interruptsModule, tasksModule } from "./generated.ts";
import { lowerMessages, type Messages } from "./messages.ts";
import { importedNames, type Program } from "./program.ts";
import { checkClaims, lowerTasks, type TaskClass } from "./tasks.ts";
import { parseUnit, type Unit } from "./unit.ts";

export interface Lowered {
  readonly entryText: string;
  readonly tasks: readonly TaskClass[];
  readonly messages: Messages;
  /** The text asc reads for a path without extension. */
  read(path: string): string | undefined;
  /** The author's text of a file. */
  sourceText(file: string): string | undefined;
  toDiagnostic(message: AscMessage): Diagnostic;
  /** Source map of the module, leading to the author's text. */
  chain(map: string): SideTable["map"];
}

const LIBRARY = /(?:^|\/)node_modules\/wakeful\/(.*)$/;
const PREFIX = "~lib/wakeful/";

export interface LowerOptions {
  /** Export what the entry exports, for tests of firmware parts. */
  readonly keepExports: boolean;
}

export function lowerProgram(program: Program, options: LowerOptions): Lowered {
  const diagnostics: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void diagnostics.push(d);
  const messages: Messages = { logs: [], panics: [] };
  const tasks: TaskClass[] = [];
  for (const unit of program.units) {
    tasks.push(...lowerTasks(unit, program.units, tasks.length, report));
    lowerMessages(unit, messages, report);
    checkUses(unit, report);
  }
  for (const unit of program.units) checkClaims(unit, tasks, report);
  const hasMain = exportsMain(program.entry);
  if (!hasMain && !options.keepExports) {
    report({
      severity: "error",
      code: "no-main",
      message: `${program.entry.file} exports no main`,
      hint: "firmware begins in `export function main(): void { ... }`",
      place: { file: program.entry.file, line: 1, column: 1 },
    });
  }
  if (tasks.length > 255) {
    report({
      severity: "error",
      code: "too-many-tasks",
      message: `${tasks.length} kinds of task`,
      hint: "a program can have 255",
    });
  }
  const units = new Map(program.units.map((unit) => [unit.path, unit]));
  const sourceText = (file: string): string | undefined =>
    [...units.values()].find((unit) => unit.file === file)?.text;
  if (diagnostics.length > 0) throw new CompileError(diagnostics, sourceText);

  const facts = {
    tasks,
    joins: callsMethod(program, "join"),
    aborts: callsMethod(program, "abort"),
    imports: importedNames(program),
  };
  const generated = new Map([
    ["index", 'export * from "./firmware/index"; export * from "./hal/index";'],
    ["generated/tasks", tasksModule(facts)],
    ["generated/interrupts", interruptsModule(facts)],
  ]);
  const library = filesBelow(packageRoot());
  const readLibrary = (path: string): string | undefined => {
    const made = generated.get(path);
    if (made !== undefined) return made;
    const unitPath = PREFIX + path;
    let unit = units.get(unitPath);
    if (!unit) {
      const found = library.read(path);
      if (!found) return undefined;
      unit = parseUnit(unitPath, `${unitPath}.ts`, found.text, true);
      lowerMessages(unit, messages, report);
      units.set(unitPath, unit);
    }
    return unit.edits.toString();
  };
  const entryText = entryModule(program.entry.path, hasMain, options.keepExports);
  return {
    entryText,
    tasks,
    messages,
    sourceText,
    read(path) {
      const inLibrary = LIBRARY.exec(path);
      return inLibrary ? readLibrary(inLibrary[1]!) : units.get(path)?.edits.toString();
    },
    toDiagnostic: (message) => toDiagnostic(message, units),
    chain: (map) => chain(map, units),
  };
}

/**
 * Whether a method of this name may be called. By name alone, whatever the receiver: a false yes
 * costs a few bytes, a false no cannot happen, since a method has no other way to be called.
 */
function callsMethod(program: Program, name: string): boolean {
  const access = new RegExp(`\\.\\s*${name}\\b`);
  return program.units.some((unit) => access.test(unit.text));
}

function exportsMain(unit: Unit): boolean {
  return /export\s+(?:async\s+)?function\s+main\b|export\s*\{[^}]*\bmain\b/.test(unit.text);
}

function unitOf(file: string, units: ReadonlyMap<string, Unit>): Unit | undefined {
  return units.get(file.replace(/\.ts$/, ""));
}

function unitMap(unit: Unit): object {
  return unit.edits.generateMap({
    // Relative to the file itself, which is where the chain looks for it.
    source: `${unit.path.split("/").at(-1)}.ts`,
    includeContent: false,
    hires: "boundary",
  });
}

function toDiagnostic(message: AscMessage, units: ReadonlyMap<string, Unit>): Diagnostic {
  const base = {
    severity: message.severity,
    code: `asc-${message.code}`,
    message: message.message,
  };
  const hint = "this is asc's own error; its manual is at https://www.assemblyscript.org";
  const unit = message.file === undefined ? undefined : unitOf(message.file, units);
  if (!unit) {
    return message.file === undefined
      ? { ...base, hint }
      : { ...base, hint, place: { file: message.file, line: 1, column: 1 } };
  }
  const before = unit.edits.toString().slice(0, message.start).split("\n");
  const position = { line: before.length, column: before.at(-1)!.length };
  const found = originalPositionFor(new TraceMap(unitMap(unit) as never), position);
  const line = found.line ?? position.line;
  const column = (found.column ?? position.column) + 1;
  return {
    ...base,
    hint,
    place: { file: unit.file, line, column },
    length: message.end - message.start,
  };
}

function chain(map: string, units: ReadonlyMap<string, Unit>): SideTable["map"] {
  // asc names sources from a folder of the output's name; ours are named from the root.
  const fromRoot = { ...(JSON.parse(map) as object), sourceRoot: "" };
  const chained = remapping(fromRoot as never, (file, context) => {
    // Both maps name the same source: answering below the first step would never end.
    if (context.depth !== 1) return null;
    const unit = unitOf(file, units);
    return unit ? (unitMap(unit) as never) : null;
  });
  return JSON.parse(chained.toString()) as object;
}
