/**
 * `@task` classes: a class gets a kind, by which the executor dispatches, and a pool of slots.
 */
import { closest, distance } from "fastest-levenshtein";
import ts from "typescript";
import type { FramePart, Place } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type EmbeddedPart, knownComposed, lowerParts } from "./embed.ts";
import { decoratorNamed, errorAt, importsOf, placeOf, type Unit } from "./unit.ts";

export interface TaskClass {
  readonly unit: Unit;
  readonly name: string;
  readonly place: Place;
  readonly pool: number;
  readonly priority: number;
  readonly parts: readonly EmbeddedPart[];
  /** Its class, as the tasks module imports it. */
  readonly className: string;
  /** Whether it never ends by itself. */
  readonly isEndless?: boolean;
  /** Its frame, where the compiler lays it out itself. */
  readonly frame?: {
    readonly bytes: number;
    readonly parts: readonly FramePart[];
    readonly index: number;
  };
}

/** An async function marked as a task; its class is made later. */
export interface TaskFunction {
  readonly unit: Unit;
  readonly name: string;
  readonly place: Place;
  readonly pool: number;
  readonly priority: number;
}

/** The most tasks of one kind; a slot takes at least 8 bytes of an address space of 4 GiB. */
const MAX_POOL = 4_000_000;

/**
 * Finds the `@task` classes, and rewrites them and the classes with `@embed` fields.
 * @param units all of the author's files.
 * @param firstKind number of the first task found.
 */
export function lowerTasks(
  unit: Unit,
  units: readonly Unit[],
  firstKind: number,
  report: (d: Diagnostic) => void,
): { classes: TaskClass[]; functions: TaskFunction[] } {
  const tasks: TaskClass[] = [];
  const functions: TaskFunction[] = [];
  const composed = knownComposed(unit, units);
  for (const node of unit.tree.statements) {
    if (ts.isFunctionDeclaration(node)) {
      const found = taskFunction(unit, node, report);
      if (found) functions.push(found);
      continue;
    }
    if (!ts.isClassDeclaration(node)) continue;
    const decorator = decoratorNamed(node, "task");
    if (!decorator && !(node.name && composed.has(node.name.text))) continue;
    if (!node.name) {
      report(
        errorAt(
          unit,
          node,
          "task-without-name",
          "a task class needs a name",
          "write `class Blink extends Future<void>`",
        ),
      );
      continue;
    }
    const parts = lowerParts(unit, node, composed, report);
    if (decorator) {
      const options = taskOptions(unit, decorator, report);
      const task = {
        unit,
        name: node.name.text,
        className: node.name.text,
        place: placeOf(unit, node.name),
        parts,
        ...options,
      };
      lowerTask(unit, node, decorator, firstKind + tasks.length, report);
      tasks.push(task);
    }
  }
  return { classes: tasks, functions };
}

/** `@task async function blink(...)`. The decorator is taken away. */
function taskFunction(
  unit: Unit,
  node: ts.FunctionDeclaration,
  report: (d: Diagnostic) => void,
): TaskFunction | undefined {
  // The parser keeps decorators of functions as modifiers, without a diagnostic.
  const decorator = node.modifiers?.find(
    (m): m is ts.Decorator => ts.isDecorator(m) && /^@task\b/.test(m.getText(unit.tree)),
  );
  if (!decorator || !node.name) return undefined;
  const name = node.name.text;
  const isAsync = node.modifiers!.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword);
  if (!isAsync) {
    const hint = `write \`@task async function ${name}(...): Promise<void>\``;
    report(errorAt(unit, decorator, "task-not-async", `the task ${name} is not async`, hint));
  }
  const parameter = node.typeParameters?.[0];
  if (parameter) {
    const message = `the task ${name} has type parameters, so its pool has no size`;
    const hint = "make a task for each type, and let them await a generic async function";
    report(errorAt(unit, parameter, "generic-task", message, hint));
  }
  if (isAsync && name === "main") {
    const hint = "give it another name, and write `export function main(): void { spawn(...) }`";
    report(errorAt(unit, node.name, "async-main", "main is no task: it starts the tasks", hint));
  }
  const options = taskOptions(unit, decorator, report);
  unit.edits.remove(decorator.getStart(unit.tree), decorator.getEnd());
  return { unit, name, place: placeOf(unit, node.name), ...options };
}

function lowerTask(
  unit: Unit,
  node: ts.ClassDeclaration,
  decorator: ts.Decorator,
  kind: number,
  report: (d: Diagnostic) => void,
): void {
  const extendsFuture = node.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword);
  if (!extendsFuture) {
    report(
      errorAt(
        unit,
        node.name!,
        "task-not-a-future",
        `the task ${node.name!.text} extends no Future`,
        `write \`class ${node.name!.text} extends Future<void>\` and give it \`poll(): bool\``,
      ),
    );
  }
  if (node.typeParameters) {
    report(
      errorAt(
        unit,
        node.typeParameters[0]!,
        "generic-task",
        `the task ${node.name!.text} has type parameters, so its pool has no size`,
        "make a task class for each type",
      ),
    );
  }
  const isUnmanaged = decoratorNamed(node, "unmanaged") !== undefined;
  unit.edits.overwrite(
    decorator.getStart(unit.tree),
    decorator.getEnd(),
    isUnmanaged ? "" : "@unmanaged",
  );
  const open = unit.text.indexOf(
    "{",
    (node.heritageClauses ?? node.typeParameters)?.end ?? node.name!.end,
  );
  unit.edits.appendRight(open + 1, ` __kind(): u8 { return ${kind}; }`);
  const isExported = node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) unit.edits.appendLeft(node.end, ` export { ${node.name!.text} };`);
}

function taskOptions(
  unit: Unit,
  decorator: ts.Decorator,
  report: (d: Diagnostic) => void,
): { pool: number; priority: number } {
  const options = { pool: 1, priority: 0 };
  const limits = { pool: [1, MAX_POOL], priority: [0, 7] } as const;
  if (!ts.isCallExpression(decorator.expression)) return options;
  const argument = decorator.expression.arguments[0];
  if (!argument) return options;
  if (!ts.isObjectLiteralExpression(argument)) {
    report(
      errorAt(
        unit,
        argument,
        "task-options",
        "the options of @task are written in place",
        "write `@task({ pool: 2, priority: 1 })`",
      ),
    );
    return options;
  }
  for (const property of argument.properties) {
    const key = property.name?.getText(unit.tree) ?? "";
    if (key !== "pool" && key !== "priority") {
      const known = Object.keys(options);
      const nearest = closest(key, known);
      const meant = distance(key, nearest) <= 2 ? `did you mean ${nearest}? ` : "";
      report(
        errorAt(
          unit,
          property,
          "task-options",
          `@task has no option ${key}`,
          `${meant}It has pool and priority`,
        ),
      );
      continue;
    }
    const value =
      ts.isPropertyAssignment(property) && ts.isNumericLiteral(property.initializer)
        ? Number(property.initializer.text)
        : NaN;
    const [low, high] = limits[key];
    if (Number.isInteger(value) && value >= low && value <= high) options[key] = value;
    else {
      report(
        errorAt(
          unit,
          property,
          "task-options",
          `${key} must be a whole number from ${low} to ${high}, written in place`,
          `write \`${key}: ${low}\``,
        ),
      );
    }
  }
  return options;
}

/** A slot can only be claimed for a class that has a pool. */
export function checkClaims(
  unit: Unit,
  tasks: readonly TaskClass[],
  report: (d: Diagnostic) => void,
): void {
  const names = new Set(tasks.map((task) => task.name));
  for (const { names: imported } of importsOf(unit.tree)) {
    for (const [local, name] of imported) if (names.has(name)) names.add(local);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const callee = unit.imported.get(node.expression.text);
      const type = node.typeArguments?.[0];
      if (
        (callee === "claim" || callee === "tryClaim") &&
        type &&
        !names.has(type.getText(unit.tree))
      ) {
        const message = `${type.getText(unit.tree)} has no pool to claim from`;
        report(
          errorAt(
            unit,
            type,
            "claim-of-no-task",
            message,
            "mark the class with @task({ pool: 1 })",
          ),
        );
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(unit.tree);
}
