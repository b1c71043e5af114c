/**
 * Copies expressions and whole statements: the author's text, with the names that may move into the
 * frame, and what was taken out of it, marked.
 */
import ts from "typescript";
import type { Code, Fragment, Held, Variable } from "./ir.ts";
import { Misplaced, type Report } from "./misplaced.ts";
import { isAssignment, isUpdate, unwrap } from "./operators.ts";
import { innerNames, isFunction, isName, type Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";
import type { Callee, Surface } from "./surface.ts";
import { isFutureAtTop } from "./top-level.ts";

export class Copier {
  /** What stands in place of a node. */
  readonly replaced = new Map<ts.Node, Code>();
  readonly held = new Map<Variable, Held>();
  private readonly written = new Set<ts.Node>();
  private readonly misplaced: Misplaced;

  constructor(
    private readonly source: Source,
    private readonly surface: Surface,
    private readonly scopes: Scopes,
    private readonly typeParameters: readonly string[],
    /** The object of an async method. */
    private readonly self: Variable | undefined,
    private readonly report: Report,
  ) {
    const isLocal = (name: string): boolean => scopes.find(name) !== undefined;
    this.misplaced = new Misplaced(source, surface, isLocal, report);
  }

  callee(call: ts.CallExpression): Callee {
    return this.surface.callee(this.source, call, (name) => this.scopes.find(name) !== undefined);
  }

  /** Whether a name is a future at the top of a file. */
  isFutureAtTop(name: string): boolean {
    if (this.scopes.find(name) !== undefined) return false;
    return isFutureAtTop(this.surface.world, this.source, name);
  }

  /** The code of a node; `extra` is put in place of nodes for this copy only. */
  copy(node: ts.Node, extra?: (node: ts.Node) => Code | undefined): Code {
    const out: Fragment[] = [];
    let at = node.getStart(this.source.tree);
    const put = (child: ts.Node, code: Code): void => {
      const start = child.getStart(this.source.tree);
      if (start > at) out.push({ kind: "source", from: at, to: start });
      out.push(...code);
      at = child.end;
    };
    const visit = (child: ts.Node): void => {
      const replaced = extra?.(child) ?? this.replaced.get(child) ?? this.special(child, extra);
      if (replaced) {
        put(child, replaced);
        return;
      }
      const names = innerNames(child);
      if (names.length === 0 && !isFunction(child)) {
        ts.forEachChild(child, visit);
        return;
      }
      this.scopes.inside(() => {
        for (const name of names) this.scopes.declare(name, null);
        ts.forEachChild(child, visit);
      });
    };
    visit(node);
    if (node.end > at) out.push({ kind: "source", from: at, to: node.end });
    return out;
  }

  private special(node: ts.Node, extra?: (node: ts.Node) => Code | undefined): Code | undefined {
    const at = node.getStart(this.source.tree);
    if (ts.isIdentifier(node)) {
      if (ts.isTypeReferenceNode(node.parent) && this.typeParameters.includes(node.text)) {
        return [{ kind: "type", name: node.text, at }];
      }
      const variable = isName(node) ? undefined : this.scopes.find(node.text);
      if (!variable) return undefined;
      const held = this.held.get(variable);
      if (held) this.used(held, node);
      if (held && held.future.kind !== "leaf") this.misplaced.tell(node, node.text);
      return [{ kind: "use", variable, at }];
    }
    if (node.kind === ts.SyntaxKind.ThisKeyword && this.self) {
      return [{ kind: "use", variable: this.self, at }];
    }
    if (node.kind === ts.SyntaxKind.SuperKeyword) {
      this.report(
        errorIn(
          this.source,
          rangeOf(this.source, node),
          "super-in-async",
          "an async method cannot call through super",
          "give the base's method another name and call it through this",
        ),
      );
    }
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      this.checkWritten(node.left);
      if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        return this.assignment(node, extra);
      }
    }
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isUpdate(node)) {
      this.checkWritten(node.operand);
    }
    if (ts.isCallExpression(node)) this.checkCall(node);
    return undefined;
  }

  private used(held: Held, node: ts.Identifier): void {
    held.isUsed = true;
    if (ts.isReturnStatement(node.parent)) held.returned = node;
    const call = node.parent;
    if (!ts.isCallExpression(call) || !isSpawned(call, (n) => this.callee(n))) return;
    const message = `${node.text} lies in this function's frame, and the task may go on when that has ended`;
    const hint = `make ${node.text} a const at the top of the file, or give the task a number`;
    const range = rangeOf(this.source, node);
    held.faults.push(errorIn(this.source, range, "lent-to-task", message, hint));
  }

  /** What is written must be no const. */
  checkWritten(target: ts.Expression): void {
    if (!ts.isIdentifier(target) || this.written.has(target)) return;
    this.written.add(target);
    if (!this.scopes.find(target.text)?.isConst) return;
    const range = rangeOf(this.source, target);
    const message = `${target.text} is a const, and cannot be assigned again`;
    this.report(errorIn(this.source, range, "const-assigned", message, "declare it with let"));
  }

  private assignment(
    node: ts.BinaryExpression,
    extra?: (node: ts.Node) => Code | undefined,
  ): Code | undefined {
    if (!ts.isIdentifier(node.left)) return undefined;
    const variable = this.scopes.find(node.left.text);
    if (!variable) return undefined;
    this.held
      .get(variable)
      ?.faults.push(
        errorIn(
          this.source,
          rangeOf(this.source, node),
          "future-assigned",
          `${node.left.text} was given its place when it was declared, and cannot be assigned again`,
          "declare a second variable, or declare it inside the loop",
        ),
      );
    const at = node.left.getStart(this.source.tree);
    return [{ kind: "assign", variable, at, value: this.copy(node.right, extra) }];
  }

  /** A future among the values of an expression is one that nobody waits for. */
  private checkCall(node: ts.CallExpression): void {
    const callee = this.callee(node);
    // An await in an inner function is in the wrong place, which is said elsewhere.
    if (callee.kind === "spawn" || ts.isAwaitExpression(node.parent)) return;
    if (this.isToldOf(node)) return;
    if (callee.kind === "async" && isSpawned(node, (n) => this.callee(n))) return;
    if (callee.kind === "async" || callee.kind === "combinator" || callee.kind === "place") {
      this.misplaced.tell(node, node.expression.getText(this.source.tree), callee);
    } else if (callee.kind === "method") {
      const name = (node.expression as ts.PropertyAccessExpression).name.text;
      if (this.surface.isAlwaysAwaitable(name))
        this.misplaced.tell(node, node.expression.getText(this.source.tree), callee);
    }
  }

  /** The future or object whose variable an expression is. */
  heldIn(node: ts.Expression): Held | undefined {
    const inner = unwrap(node);
    const variable = ts.isIdentifier(inner) && this.scopes.find(inner.text);
    return variable ? this.held.get(variable) : undefined;
  }

  /** Whether it is assigned to a variable that cannot be assigned, which is what is wrong. */
  private isToldOf({ parent }: ts.CallExpression): boolean {
    if (!ts.isBinaryExpression(parent) || !ts.isIdentifier(parent.left)) return false;
    if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    const variable = this.scopes.find(parent.left.text);
    return variable ? this.held.has(variable) : false;
  }
}

/** Whether a call is what a `spawn` is given. */
export function isSpawned(
  node: ts.CallExpression,
  callee: (call: ts.CallExpression) => Callee,
): boolean {
  return ts.isCallExpression(node.parent) && callee(node.parent).kind === "spawn";
}
