import ts from "typescript";
import type { Position } from "./source-positions.ts";
import { classOf, isConstructor, memberOf, shortName } from "./function-names.ts";

export type Matcher = (node: ts.Node) => boolean;

/** One file of the author's, and the expressions in it. */
export class AuthorFile {
  private readonly source: ts.SourceFile;
  private readonly lineStarts: number[] = [0];

  constructor(path: string, text: string) {
    this.source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    // asc counts only \n as the end of a line; TypeScript's own table counts more.
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) {
      this.lineStarts.push(i + 1);
    }
  }

  /** The matching expressions that begin at a position, outermost first. */
  startingAt(position: Position, matches: Matcher): ts.Node[] {
    const offset = this.offset(position);
    return this.around(position, matches).filter((node) => node.getStart() === offset);
  }

  /** The matching expressions around a position, outermost first, within its statement. */
  around(position: Position, matches: Matcher): ts.Node[] {
    const chain = ancestors(this.token(this.offset(position)));
    const unit = chain.findIndex(isUnit);
    return chain
      .slice(0, unit < 0 ? chain.length : unit + 1)
      .reverse()
      .filter(matches);
  }

  /** The expressions that match in the statement at a position, nearest first. */
  near(position: Position, matches: Matcher): ts.Node[] {
    const offset = this.offset(position);
    const found: ts.Node[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node)) return; // compiled to another function
      ts.forEachChild(node, visit);
      if (matches(node)) found.push(node);
    };
    const statement = ancestors(this.token(offset)).find(isUnit);
    if (statement) {
      if (matches(statement)) found.push(statement);
      ts.forEachChild(statement, visit);
    }
    const distance = (node: ts.Node): number => Math.abs(node.getStart() - offset);
    return found.sort((a, b) => distance(a) - distance(b));
  }

  /** Line and column, both from 0. */
  position(node: ts.Node): { line: number; column: number } {
    const start = node.getStart();
    let line = this.lineStarts.length - 1;
    while (this.lineStarts[line]! > start) line--;
    return { line, column: start - this.lineStarts[line]! };
  }

  private offset({ line, column }: Position): number {
    return (this.lineStarts[line] ?? this.source.end) + column;
  }

  private token(offset: number): ts.Node {
    let node: ts.Node = this.source;
    for (;;) {
      const inner: ts.Node | undefined = node
        .getChildren()
        .find((child) => child.getStart() <= offset && offset < child.end);
      if (!inner) return node;
      node = inner;
    }
  }
}

function ancestors(node: ts.Node): ts.Node[] {
  const out: ts.Node[] = [];
  for (let at: ts.Node | undefined = node; at; at = at.parent) out.push(at);
  return out;
}

/** What is compiled in one piece: a statement, an initialiser, the body of an arrow function. */
function isUnit(node: ts.Node): boolean {
  return (
    (ts.isStatement(node) && !ts.isBlock(node)) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    (ts.isArrowFunction(node.parent ?? node) && (node.parent as ts.ArrowFunction).body === node)
  );
}

/** Any expression that may allocate: what is shown if nothing better is found. */
export function isExpressionOfNote(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    isConcatenation(node) ||
    ts.isCallExpression(node)
  );
}

export function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return operator === ts.SyntaxKind.PlusToken || operator === ts.SyntaxKind.PlusEqualsToken;
}

function isElementAssignment(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left);
}

/**
 * What a call to a function looks like in a source, likeliest form first. A template string becomes
 * calls of `toString`, `__concat` and `join`; an array literal one of `__newArray`.
 */
export function formsOf(callee: string): readonly Matcher[] {
  if (isConstructor(callee)) {
    const name = classOf(callee);
    return [
      (n) => ts.isNewExpression(n) && calledName(n.expression) === name,
      ts.isObjectLiteralExpression,
      (n) => ts.isCallExpression(n) && n.expression.kind === ts.SyntaxKind.SuperKeyword,
    ];
  }
  const short = shortName(callee);
  const member = memberOf(callee);
  const call: Matcher = (n) => ts.isCallExpression(n) && calledName(n.expression) === member;
  if (/^__new(Array|Buffer)$/.test(short)) return [ts.isArrayLiteralExpression, call];
  if (/^__(new|alloc)$/.test(short)) return [call, ts.isNewExpression];
  if (short === "String.__concat") return [isConcatenation, ts.isTemplateExpression];
  if (/#(toString|join)$/.test(short)) return [call, ts.isTemplateExpression, isConcatenation];
  if (/[#.]__u?get$/.test(short)) return [ts.isElementAccessExpression];
  if (/[#.]__u?set$/.test(short)) {
    return [isElementAssignment, ts.isArrayLiteralExpression, ts.isTemplateExpression];
  }
  if (/[#.]__/.test(short)) return [ts.isBinaryExpression, ts.isPrefixUnaryExpression];
  if (/#[gs]et:/.test(short)) {
    return [(n) => ts.isPropertyAccessExpression(n) && n.name.text === member];
  }
  return [call];
}

/** `push` for `this.list.push<T>`; empty if the callee has no name. */
export function calledName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  if (ts.isParenthesizedExpression(callee) || ts.isNonNullExpression(callee)) {
    return calledName(callee.expression);
  }
  return "";
}
