/** The first edits of a program: tasks, embedded parts and texts; each file for itself. */
import { CompileError } from "../diagnostics/compile-error.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkForeign, declaredNames } from "./foreign.ts";
import { checkUses } from "./checks.ts";
import { checkImports } from "./imports.ts";
import { filesBelow, packageRoot } from "./files.ts";
import { lowerMessages, type Messages } from "./messages.ts";
import type { Program } from "./program.ts";
import { checkClaims, lowerTasks, type TaskClass, type TaskFunction } from "./tasks.ts";
import { parseUnit, type Unit } from "./unit.ts";

export interface Front {
  readonly program: Program;
  readonly messages: Messages;
  readonly taskClasses: readonly TaskClass[];
  readonly taskFunctions: readonly TaskFunction[];
  readonly hasMain: boolean;
  /** Every file that was read, the package's included, by asc's path. */
  readonly units: ReadonlyMap<string, Unit>;
  /** A file of the package, by its path from the package's root. */
  library(path: string): Unit | undefined;
}

export const LIBRARY = "~lib/wakeful/";

/**
 * @param builtins modules that come with asc.
 * @throws CompileError if the author's files are wrong in themselves.
 */
export function readFront(
  program: Program,
  needsMain: boolean,
  builtins: ReadonlySet<string>,
): Front {
  const diagnostics: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void diagnostics.push(d);
  const messages: Messages = { logs: [], panics: [] };
  const taskClasses: TaskClass[] = [];
  const taskFunctions: TaskFunction[] = [];
  for (const unit of program.units) {
    checkImports(unit, program.units, builtins, report);
    const { classes, functions } = lowerTasks(unit, program.units, taskClasses.length, report);
    taskClasses.push(...classes);
    taskFunctions.push(...functions);
    lowerMessages(unit, messages, report);
    checkForeign(unit, report);
    checkUses(unit, report);
  }
  for (const unit of program.units) checkClaims(unit, taskClasses, report);
  const hasMain = exportsMain(program.entry);
  if (!hasMain && needsMain) {
    report({
      severity: "error",
      code: "no-main",
      message: `${program.entry.file} exports no main`,
      hint: declaredNames(program.entry.tree).has("loop")
        ? "what setup() does goes into `export function main(): void { ... }`; loop() becomes a @task async function with while (true), which main spawns"
        : "firmware begins in `export function main(): void { ... }`",
      place: { file: program.entry.file, line: 1, column: 1 },
    });
  }
  if (taskClasses.length + taskFunctions.length > 255) {
    report({
      severity: "error",
      code: "too-many-tasks",
      message: `${taskClasses.length + taskFunctions.length} kinds of task`,
      hint: "a program can have 255",
    });
  }
  const units = new Map(program.units.map((unit) => [unit.path, unit]));
  if (diagnostics.length > 0) throw new CompileError(diagnostics, sourceTextOf(units));
  const files = filesBelow(packageRoot());
  return {
    program,
    messages,
    taskClasses,
    taskFunctions,
    hasMain,
    units,
    library(path) {
      const unitPath = LIBRARY + path;
      let unit = units.get(unitPath);
      if (!unit) {
        const found = files.read(path);
        if (!found) return undefined;
        unit = parseUnit(unitPath, `${unitPath}.ts`, found.text, true);
        lowerMessages(unit, messages, report);
        units.set(unitPath, unit);
      }
      return unit;
    },
  };
}

export function sourceTextOf(
  units: ReadonlyMap<string, Unit>,
): (file: string) => string | undefined {
  return (file) => [...units.values()].find((unit) => unit.file === file)?.text;
}

function exportsMain(unit: Unit): boolean {
  return /export\s+(?:async\s+)?function\s+main\b|export\s*\{[^}]*\bmain\b/.test(unit.text);
}

/**
 * Whether a member of one of these names may be used. By name alone, whatever the receiver: a false
 * yes costs a few bytes, a false no cannot happen, since a member has no other way to be reached.
 */
export function usesMember(program: Program, ...names: string[]): boolean {
  const access = new RegExp(`\\.\\s*(?:${names.join("|")})\\b`);
  return program.units.some((unit) => access.test(unit.text));
}
