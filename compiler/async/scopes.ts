/** Which variable of an async function a name means, block by block. */
import ts from "typescript";
import type { Variable } from "./ir.ts";

export class Scopes {
  /** `null` marks a name declared inside a statement that stays as it is written. */
  private readonly stack: Map<string, Variable | null>[] = [];

  inside<T>(action: () => T): T {
    this.stack.push(new Map());
    try {
      return action();
    } finally {
      this.stack.pop();
    }
  }

  declare(name: string, variable: Variable | null): void {
    this.stack.at(-1)!.set(name, variable);
  }

  /** Whether the scope at hand has the name; that of a function's body is one with its parameters. */
  isTaken(name: string): boolean {
    const maps = this.stack.length === 2 ? this.stack : this.stack.slice(-1);
    return maps.some((map) => map.has(name));
  }

  /** `null`: an inner name; `undefined`: none of the function's. */
  find(name: string): Variable | null | undefined {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const found = this.stack[i]!.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** Names that a node declares for what lies inside it, when it is copied as it is. */
export function innerNames(node: ts.Node): string[] {
  const names: string[] = [];
  const addList = (list: ts.VariableDeclarationList): void => {
    for (const d of list.declarations) if (ts.isIdentifier(d.name)) names.push(d.name.text);
  };
  if (isFunction(node)) {
    for (const p of node.parameters) if (ts.isIdentifier(p.name)) names.push(p.name.text);
  } else if (ts.isForStatement(node) && node.initializer) {
    if (ts.isVariableDeclarationList(node.initializer)) addList(node.initializer);
  } else if (ts.isBlock(node) || ts.isCaseClause(node) || ts.isDefaultClause(node)) {
    for (const s of node.statements) {
      if (ts.isVariableStatement(s)) addList(s.declarationList);
      else if (ts.isFunctionDeclaration(s) && s.name) names.push(s.name.text);
    }
  }
  return names;
}

/** An identifier that is no variable but the name of a member, a label or a type. */
export function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent)) return true;
  return (
    (ts.isFunctionDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isVariableDeclaration(parent)) &&
    parent.name === node
  );
}

/** Names that a function uses where none of its variables is meant. */
export function freeNames(fn: ts.FunctionLikeDeclaration): Set<string> {
  const free = new Set<string>();
  const scopes: ReadonlySet<string>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (!isName(node) && !scopes.some((names) => names.has(node.text))) free.add(node.text);
      return;
    }
    const names = ts.isForOfStatement(node) ? loopNames(node) : innerNames(node);
    scopes.push(new Set(names));
    ts.forEachChild(node, visit);
    scopes.pop();
  };
  visit(fn);
  return free;
}

function loopNames({ initializer }: ts.ForOfStatement): string[] {
  if (!ts.isVariableDeclarationList(initializer)) return [];
  return initializer.declarations.flatMap((d) => (ts.isIdentifier(d.name) ? [d.name.text] : []));
}

/** Whether a node or anything in it, inner functions left aside, is one of the kind. */
export function contains(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  if (test(node)) return true;
  if (isFunction(node)) return false;
  return ts.forEachChild(node, (child) => contains(child, test) || undefined) ?? false;
}

export function hasAwait(node: ts.Node): boolean {
  return contains(node, (n) => ts.isAwaitExpression(n) || isForAwait(n));
}

export function isForAwait(node: ts.Node): boolean {
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined;
}

/** Whether a statement can leave itself other than at its end. */
export function leaves(statement: ts.Node): boolean {
  const visit = (node: ts.Node, inLoop: boolean, inSwitch: boolean): boolean => {
    if (isFunction(node)) return false;
    if (ts.isReturnStatement(node)) return true;
    if (ts.isBreakStatement(node)) return !inLoop && !inSwitch;
    if (ts.isContinueStatement(node)) return !inLoop;
    const loop = ts.isIterationStatement(node, false);
    return (
      ts.forEachChild(
        node,
        (child) =>
          visit(child, inLoop || loop, inSwitch || ts.isSwitchStatement(node)) || undefined,
      ) ?? false
    );
  };
  return visit(statement, false, false);
}
