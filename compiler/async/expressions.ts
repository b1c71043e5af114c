/**
 * Takes `await` out of expressions.
 *
 * What JavaScript evaluates before an `await` must be evaluated before it here too. So each operand
 * in front of one is kept in a temporary, unless it cannot change meanwhile: literals, constants,
 * and variables of the function, which nobody else can write. Operators are not kept, only what
 * they are applied to: `a.x * 2 + await f()` keeps `a.x`, so the sum has the types it has as written.
 */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Contexts } from "./context.ts";
import type { Copier } from "./copy.ts";
import { erased } from "./erase.ts";
import { Futures } from "./futures.ts";
import { text, type Body, type Code, type Held, type Step, type Variable } from "./ir.ts";
import { Keeper } from "./keeper.ts";
import type { Names } from "./names.ts";
import { canTrap, isLogicalAssignment, kindName } from "./operators.ts";
import { hasAwait, type Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source, type World } from "./source.ts";
import { Steady } from "./steady.ts";

export class Expressions {
  readonly futures: Futures;
  private readonly steady: Steady;
  private readonly keeper: Keeper;
  private steps: Step[] = [];
  /** Choices of which only the truth counts. */
  private readonly truths = new Set<Variable>();
  /** Whether only some ways through an expression come here. */
  isChoice = false;

  constructor(
    private readonly source: Source,
    world: World,
    private readonly copier: Copier,
    private readonly scopes: Scopes,
    private readonly names: Names,
    private readonly contexts: Contexts,
    private readonly report: (d: Diagnostic) => void,
  ) {
    this.steady = new Steady(source, world, scopes);
    this.keeper = new Keeper(source, copier, scopes, names, contexts, this.steady, report, (step) =>
      this.push(step),
    );
    this.futures = new Futures(source, copier, scopes, names, report, this);
  }

  /** Collects the steps that an action pushes. */
  collect(action: () => void): Step[] {
    const outer = this.steps;
    this.steps = [];
    try {
      action();
      return this.steps;
    } finally {
      this.steps = outer;
    }
  }

  push(step: Step): void {
    this.steps.push(step);
  }

  /** Takes apart what is evaluated on some ways only, without being a block of the author's. */
  choosing<T>(action: () => T): T {
    const outer = this.isChoice;
    this.isChoice = true;
    const result = action();
    this.isChoice = outer;
    return result;
  }

  /** The value of an expression; its awaits become steps. */
  value(node: ts.Expression): Code {
    this.explode(node, false);
    return this.copier.copy(node);
  }

  body(action: () => void): Body {
    return { mark: this.names.mark(), steps: this.collect(action) };
  }

  private start(node: ts.Node): number {
    return node.getStart(this.source.tree);
  }

  explode(node: ts.Node, keep: boolean): void {
    if (!hasAwait(node)) {
      if (keep) this.keeper.keep(node);
      return;
    }
    if (ts.isAwaitExpression(node)) this.awaited(node);
    else if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isNonNullExpression(node)
    ) {
      this.explode(node.expression, keep);
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      this.explode(node.operand, false);
      if (keep) this.keeper.keepWhole(node);
    } else if (ts.isBinaryExpression(node)) this.binary(node, keep);
    else if (ts.isConditionalExpression(node)) this.conditional(node);
    else if (ts.isPropertyAccessExpression(node)) {
      this.explode(node.expression, false);
      if (keep) this.keeper.keepWhole(node);
    } else if (ts.isElementAccessExpression(node)) {
      this.explode(node.expression, hasAwait(node.argumentExpression));
      this.explode(node.argumentExpression, false);
      if (keep) this.keeper.keepWhole(node);
    } else if (ts.isCallExpression(node)) {
      this.call(node);
      if (keep) this.keeper.keepWhole(node);
    } else {
      this.report(
        errorIn(
          this.source,
          rangeOf(this.source, node),
          "await-place",
          `an await cannot stand in a ${kindName(node)}`,
          "await into a const on a line of its own, and use that here",
        ),
      );
    }
  }

  private awaited(node: ts.AwaitExpression): void {
    const future = this.futures.future(node.expression);
    const result = this.names.make("temporary", "value", this.start(node));
    if (future) {
      this.push({
        kind: "await",
        future,
        result,
        declares: true,
        at: this.start(node),
        end: node.end,
      });
    }
    this.copier.replaced.set(node, [{ kind: "use", variable: result, at: this.start(node) }]);
  }

  call(node: ts.CallExpression): void {
    const later = node.arguments.some(hasAwait);
    if (ts.isPropertyAccessExpression(node.expression)) {
      const object = node.expression.expression;
      if (!this.steady.isStaticPath(object)) this.explode(object, later);
    } else this.explode(node.expression, later);
    this.list(node.arguments);
  }

  /** Operands one after the other. */
  private list(nodes: readonly ts.Expression[]): void {
    const last = nodes.findLastIndex(hasAwait);
    nodes.forEach((node, i) => this.explode(node, i < last));
  }

  private binary(node: ts.BinaryExpression, keep: boolean): void {
    const operator = node.operatorToken.kind;
    if (
      operator === ts.SyntaxKind.AmpersandAmpersandToken ||
      operator === ts.SyntaxKind.BarBarToken
    ) {
      this.logical(node, operator === ts.SyntaxKind.AmpersandAmpersandToken);
    } else if (operator === ts.SyntaxKind.CommaToken) {
      this.explode(node.left, false);
      const at = this.start(node.left);
      if (!ts.isAwaitExpression(node.left)) {
        this.push({ kind: "run", code: [...this.copier.copy(node.left), text(";")], at });
      }
      this.explode(node.right, keep);
      this.copier.replaced.set(node, this.copier.copy(node.right));
    } else if (
      operator >= ts.SyntaxKind.FirstAssignment &&
      operator <= ts.SyntaxKind.LastAssignment
    ) {
      this.assignment(node, keep);
    } else {
      const traps = keep && canTrap(node);
      this.explode(node.left, (keep && !traps) || hasAwait(node.right));
      this.explode(node.right, keep && !traps);
      if (traps) this.keeper.keepWhole(node);
    }
  }

  private assignment(node: ts.BinaryExpression, keep: boolean): void {
    const { left, right } = node;
    if (isLogicalAssignment(node.operatorToken.kind)) this.refuseLogical(node);
    this.copier.checkWritten(left);
    const later = hasAwait(right);
    if (ts.isPropertyAccessExpression(left)) this.explode(left.expression, later);
    else if (ts.isElementAccessExpression(left)) {
      this.explode(left.expression, later || hasAwait(left.argumentExpression));
      this.explode(left.argumentExpression, later);
    }
    const isCompound = node.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
    if (isCompound && later && !(ts.isIdentifier(left) && this.steady.isSteady(left))) {
      const target = this.copier.copy(left);
      const old = this.names.make("temporary", "old", this.start(left));
      this.push({
        kind: "set",
        variable: old,
        value: target,
        declares: true,
        at: this.start(left),
      });
      this.explode(right, false);
      const operator = node.operatorToken.getText(this.source.tree).slice(0, -1);
      this.copier.replaced.set(node, [
        ...target,
        text(" = "),
        { kind: "use", variable: old, at: this.start(left) },
        text(` ${operator} (`),
        ...this.copier.copy(right),
        text(")"),
      ]);
    } else this.explode(right, false);
    if (keep) this.keeper.keepWhole(node);
  }

  private refuseLogical(node: ts.BinaryExpression): void {
    const operator = node.operatorToken.getText(this.source.tree);
    const message = `AssemblyScript has no ${operator}`;
    const range = rangeOf(this.source, node.operatorToken);
    this.report(errorIn(this.source, range, "operator", message, "write an if statement"));
  }

  private logical(node: ts.BinaryExpression, isAnd: boolean): void {
    const result = this.choice(node);
    const at = this.start(node);
    const written = this.erased(node.left);
    this.explode(node.left, false);
    const left = this.chosen(result, this.copier.copy(node.left));
    this.push({ kind: "set", variable: result, value: left, declares: false, at });
    const more = this.body(() =>
      this.choosing(() => {
        this.explode(node.right, false);
        const value = this.chosen(result, this.copier.copy(node.right));
        this.push({
          kind: "set",
          variable: result,
          value,
          declares: false,
          at: this.start(node.right),
        });
      }),
    );
    const use: Code = [{ kind: "use", variable: result, at }];
    this.branch(
      isAnd ? use : [text("!"), ...use],
      more,
      this.body(() => {}),
      at,
      isAnd ? written : [text("!("), ...written, text(")")],
    );
  }

  private conditional(node: ts.ConditionalExpression): void {
    const result = this.choice(node);
    const written = this.writtenOf(node.condition);
    this.explode(node.condition, false);
    const condition = this.copier.copy(node.condition);
    const [then, otherwise] = [node.whenTrue, node.whenFalse].map((arm) =>
      this.body(() =>
        this.choosing(() => {
          this.explode(arm, false);
          const value = this.chosen(result, this.copier.copy(arm));
          this.push({ kind: "set", variable: result, value, declares: false, at: this.start(arm) });
        }),
      ),
    ) as [Body, Body];
    this.branch(condition, then, otherwise, this.start(node), written);
  }

  /** A variable for the value of an expression that is computed on several ways. */
  private choice(node: ts.Expression): Variable {
    const at = this.start(node);
    const made = this.keeper.temporary("choice", node);
    if (this.contexts.isCondition(node)) return this.truth(node);
    const { variable, like = this.erased(node) } = made;
    this.push({ kind: "set", variable, value: undefined, declares: true, like, at });
    this.copier.replaced.set(node, [{ kind: "use", variable, at }]);
    return variable;
  }

  /** As `choice`, where only the truth of the value counts. */
  private truth(node: ts.Expression): Variable {
    const at = this.start(node);
    const variable = this.names.make("temporary", "choice", at, "bool");
    this.push({
      kind: "set",
      variable,
      value: undefined,
      declares: true,
      like: [text("false")],
      at,
    });
    this.copier.replaced.set(node, [{ kind: "use", variable, at }]);
    this.truths.add(variable);
    return variable;
  }

  /** What is assigned to a choice. */
  private chosen(result: Variable, value: Code): Code {
    return this.truths.has(result) ? [text("!!("), ...value, text(")")] : value;
  }

  /** The future or object whose variable an expression is. */
  heldIn(node: ts.Expression): Held | undefined {
    return this.copier.heldIn(node);
  }

  branch(condition: Code, then: Body, otherwise: Body, at: number, written?: Code): void {
    const after = this.names.mark();
    this.push({ kind: "if", condition, then, otherwise, after, at, ...(written && { written }) });
  }

  /** A condition with an await, as the twin has it. */
  writtenOf(condition: ts.Expression): Code | undefined {
    return hasAwait(condition) ? this.erased(condition) : undefined;
  }

  private erased(node: ts.Expression): Code {
    return erased(node, this.copier, this.scopes);
  }
}
