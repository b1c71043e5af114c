/** What holds of async code outside async functions: where futures may be made, and what a task is. */
import ts from "typescript";
import { Misplaced, type Report } from "./misplaced.ts";
import { unwrap } from "./operators.ts";
import { isForAwait, isFunction } from "./scopes.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";
import { isAsync, type Surface } from "./surface.ts";
import { buildsObject } from "./top-level.ts";

/** `const ch = Channel.create<u32>(8)` at the top of a file. */
export interface StaticPlace {
  readonly source: Source;
  readonly name: string;
  readonly call: ts.CallExpression;
}

export interface Checked {
  readonly places: readonly StaticPlace[];
  /** Calls of place functions to which hand-written code gives the place itself. */
  readonly placed: readonly ts.CallExpression[];
}

export function checkSource(
  source: Source,
  surface: Surface,
  taskNames: ReadonlySet<ts.Node>,
  report: Report,
): Checked {
  const places: StaticPlace[] = [];
  const placed: ts.CallExpression[] = [];
  const refuse = (node: ts.Node, code: string, message: string, hint: string): void =>
    report(errorIn(source, rangeOf(source, node), code, message, hint));
  const locals: ReadonlySet<string>[] = [];
  const isLocal = (name: string): boolean => locals.some((names) => names.has(name));
  const misplaced = new Misplaced(source, surface, isLocal, report);

  const call = (node: ts.CallExpression): void => {
    const callee = surface.callee(source, node, isLocal);
    if (callee.kind === "spawn") {
      const argument = node.arguments[0] && unwrap(node.arguments[0]);
      if (!argument || !ts.isCallExpression(argument)) return;
      const spawned = surface.callee(source, argument, isLocal);
      if (spawned.kind === "async" && !taskNames.has(spawned.fn.node)) {
        refuse(
          argument,
          "spawn-of-no-task",
          `${spawned.fn.name} is not a task, so it has no memory of its own to run in`,
          "put @task in front of its async function, or await it inside a task",
        );
      } else if (spawned.kind === "plain" && givesNoRecord(argument)) {
        const name = argument.getText(source.tree);
        refuse(
          argument,
          "spawn-of-no-task",
          `${name} is no task but a value`,
          "spawn takes the call of a @task async function",
        );
      } else if (spawned.kind === "combinator" || spawned.kind === "place") {
        const name = argument.expression.getText(source.tree);
        refuse(
          argument,
          "spawn-of-no-task",
          `${name}(...) is not a task`,
          "write a @task async function that awaits it, and spawn that",
        );
      }
      return;
    }
    const { parent } = node;
    const isArgument = ts.isCallExpression(parent) && parent.arguments.includes(node);
    const isSpawned = isArgument && surface.callee(source, parent, isLocal).kind === "spawn";
    if (isSpawned || inAsync(node, surface)) {
      const isTask = callee.kind === "async" && taskNames.has(callee.fn.node);
      if (isTask && !isSpawned && !misplaced.unknownCallee(node)) {
        refuse(
          node,
          "await-of-task",
          `${callee.fn.name} is a task: it runs by itself and is spawned, not awaited`,
          "spawn it, and await the join of its handle; or move what it does to an async function without @task",
        );
      }
      return;
    }
    // That the await is in the wrong place has been said.
    if (ts.isAwaitExpression(parent)) return;
    const name = node.expression.getText(source.tree);
    if (callee.kind === "async" || callee.kind === "combinator") {
      if (
        ts.isExpressionStatement(parent) &&
        callee.kind === "async" &&
        taskNames.has(callee.fn.node)
      ) {
        const hint = `start it: spawn(${node.getText(source.tree)})`;
        refuse(node, "unused-future", `${name}(...) makes a task that nobody starts`, hint);
      } else misplaced.tell(node, name, callee);
    } else if (callee.kind === "place") {
      const declaration = topLevelName(node);
      if (declaration) places.push({ source, name: declaration, call: node });
      else if (surface.givesPlace(callee, node)) placed.push(node);
      else {
        refuse(
          node,
          "no-place",
          `${name}(...) needs a place that lasts`,
          "make it a const at the top of the file, or a const of an async function",
        );
      }
    } else if (callee.kind === "method") {
      const method = (node.expression as ts.PropertyAccessExpression).name.text;
      const declaration = topLevelName(node);
      if (declaration && buildsObject(surface.world, source, node)) {
        places.push({ source, name: declaration, call: node });
      } else if (surface.givesPlace(callee, node)) placed.push(node);
      else if (surface.isAlwaysAwaitable(method)) misplaced.tell(node, name, callee);
    }
  };

  /** A plain function that returns nothing, or a number. */
  const givesNoRecord = ({ expression }: ts.CallExpression): boolean => {
    const found = ts.isIdentifier(expression) && surface.plainFunction(source, expression.text);
    return found
      ? !found.type || /^(void|bool|[iuf]\d+|[iu]size)$/.test(found.type.getText())
      : false;
  };

  const visit = (node: ts.Node): void => {
    const isAwait = ts.isAwaitExpression(node) || isForAwait(node);
    if (isAwait && !inAsync(node, surface) && !isToldOf(node)) {
      refuse(
        node,
        "await-outside-async",
        "await stands in a function that is not async",
        "make it an async function that returns a Promise<...>, and await its call in turn",
      );
    }
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.asteriskToken) {
      refuse(
        node.asteriskToken,
        "generator",
        "AssemblyScript has no generators",
        "write an async function, or a class with an async next() for a stream",
      );
    }
    if (ts.isFunctionDeclaration(node) && node.name?.text === "main" && isAsync(node)) {
      refuse(
        node.name,
        "async-main",
        "main is no task: it starts the tasks",
        "make it a @task async function of another name, and spawn that in `export function main(): void`",
      );
    }
    if (ts.isMethodDeclaration(node)) {
      const task = ts.getDecorators(node)?.find((d) => /^@task\b/.test(d.getText(source.tree)));
      if (task) {
        const name = node.name.getText(source.tree);
        refuse(
          task,
          "task-method",
          `the task ${name} is a method, so it has no pool of its own`,
          `write a @task async function that is given the object and awaits its ${name}(...)`,
        );
      }
    }
    if (isAsync(node) && isInNamespace(node)) {
      refuse(
        node,
        "async-in-namespace",
        "an async function in a namespace cannot be lowered",
        "move it to the top of a file",
      );
    }
    if ((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && isAsync(node)) {
      refuse(
        node,
        "async-expression",
        "only a function or a method with a name can be async",
        "write it as an async function at the top of the file",
      );
    }
    if (ts.isCallExpression(node)) call(node);
    if (isFunction(node)) {
      locals.push(new Set(localNames(node)));
      ts.forEachChild(node, visit);
      locals.pop();
    } else ts.forEachChild(node, visit);
  };
  visit(source.tree);
  if (surface.functions.some((fn) => fn.source === source)) {
    for (const name of ownNames(source.tree)) {
      if (!called.has(name.text)) continue;
      const message = `what async functions become calls AssemblyScript's own ${name.text}, which this hides`;
      refuse(name, "hidden-builtin", message, "give it another name, or move it to another file");
    }
  }
  return { places, placed };
}

/** A function of a namespace, or a method of a class in one. */
function isInNamespace(node: ts.Node): boolean {
  const owner = ts.isClassDeclaration(node.parent) ? node.parent : node;
  return ts.isModuleBlock(owner.parent);
}

/** Functions of AssemblyScript's that the lowered code calls. */
const called = new Set(["load", "store", "changetype", "unreachable"]);

/** Names that a file declares for itself. */
function ownNames(tree: ts.SourceFile): ts.Identifier[] {
  return tree.statements.flatMap((node) => {
    if (ts.isVariableStatement(node)) {
      return node.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name] : [],
      );
    }
    return ts.isFunctionDeclaration(node) && node.name ? [node.name] : [];
  });
}

/** Whether the function around a node is async, where none can be: that is what is said. */
function isToldOf(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (isFunction(at)) return isAsync(at);
  }
  return false;
}

function localNames(fn: ts.FunctionLikeDeclaration): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isParameter(node) || ts.isVariableDeclaration(node)) && ts.isIdentifier(node.name)) {
      names.push(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn, visit);
  return names;
}

function inAsync(node: ts.Node, surface: Surface): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (isFunction(at)) return surface.functionAt(at) !== undefined;
  }
  return false;
}

function topLevelName(call: ts.CallExpression): string | undefined {
  let at: ts.Node = call;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const declaration = at.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const statement = declaration.parent.parent;
  const isTop = ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
  return isTop ? declaration.name.text : undefined;
}
