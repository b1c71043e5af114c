/** Takes an async function apart into steps. */
import ts from "typescript";
import { Contexts } from "./context.ts";
import { Copier } from "./copy.ts";
import { Declarations } from "./declarations.ts";
import { Expressions } from "./expressions.ts";
import type { Body, Clause, Code, Target, Variable } from "./ir.ts";
import { Loops } from "./loops.ts";
import type { Report } from "./misplaced.ts";
import { Names } from "./names.ts";
import { endsProgram, statementName, unwrap } from "./operators.ts";
import { contains, freeNames, hasAwait, isForAwait, leaves, Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source, type World } from "./source.ts";
import type { AsyncFunction, Surface } from "./surface.ts";

/** An async function, taken apart. */
export interface Routine {
  readonly fn: AsyncFunction;
  readonly parameters: readonly Variable[];
  /** Their default values. */
  readonly defaults: readonly (Code | undefined)[];
  /** The object of an async method. */
  readonly self: Variable | undefined;
  readonly body: Body;
  /** Hidden variables that are 0 when the function begins. */
  readonly zeros: readonly Variable[];
}

export function takeApart(
  fn: AsyncFunction,
  world: World,
  surface: Surface,
  report: Report,
): Routine {
  return new Statements(fn, world, surface, report).routine();
}

class Statements {
  readonly source: Source;
  readonly scopes = new Scopes();
  readonly targets: Target[] = [];
  private readonly copier: Copier;
  private readonly expressions: Expressions;
  private readonly self: Variable | undefined;
  private readonly names: Names;
  private readonly loops: Loops;
  private readonly variables: Declarations;

  constructor(
    private readonly fn: AsyncFunction,
    world: World,
    private readonly surface: Surface,
    private readonly report: Report,
  ) {
    this.source = fn.source;
    const names = new Names(this.scopes, this.source.tree, freeNames(fn.node));
    this.names = names;
    if (fn.owner && !fn.isStatic) this.self = this.names.make("parameter", "self", 0);
    this.copier = new Copier(
      this.source,
      surface,
      this.scopes,
      fn.typeParameters,
      this.self,
      report,
    );
    const contexts = new Contexts(this.source, surface, this.scopes, fn.resultNode);
    this.expressions = new Expressions(
      this.source,
      world,
      this.copier,
      this.scopes,
      names,
      contexts,
      report,
    );
    this.variables = new Declarations(
      this.source,
      this.copier,
      this.scopes,
      names,
      this.expressions,
      report,
    );
    this.loops = new Loops(this, this.expressions, names);
  }

  routine(): Routine {
    const { node } = this.fn;
    if (!this.fn.resultNode && !node.asteriskToken) {
      const { name } = this.fn;
      const message = `${name} is async, so what it returns is a Promise`;
      const hint = `write its result as Promise<...>: async ${name}(...): Promise<void>`;
      this.refuse(node.type ?? node.name!, "async-result", message, hint);
    }
    return this.scopes.inside(() => {
      const parameters = node.parameters.map((p) => {
        const name = p.name.getText(this.source.tree);
        if (!p.type && !p.initializer) {
          const hint = `write it as ${name}: i32, or whatever it is`;
          this.refuse(p, "parameter-type", `the parameter ${name} has no type`, hint);
        }
        return this.names.declare("parameter", name, p, p.type);
      });
      const defaults = node.parameters.map((p) => p.initializer && this.copier.copy(p.initializer));
      const body = this.expressions.body(() => this.block(node.body.statements));
      return { fn: this.fn, parameters, defaults, self: this.self, body, zeros: this.names.zeros };
    });
  }

  block(statements: readonly ts.Statement[]): void {
    this.scopes.inside(() => {
      for (const statement of statements) this.statement(statement);
    });
  }

  private scope(statements: readonly ts.Statement[]): Body {
    return this.expressions.body(() => this.block(statements));
  }

  private bodyOf(statement: ts.Statement | undefined): Body {
    if (statement && ts.isBlock(statement)) return this.scope(statement.statements);
    return this.expressions.body(() => {
      if (statement) this.block([statement]);
    });
  }

  start(node: ts.Node): number {
    return node.getStart(this.source.tree);
  }

  refuse(node: ts.Node, code: string, message: string, hint: string): void {
    this.report(errorIn(this.source, rangeOf(this.source, node), code, message, hint));
  }

  private statement(node: ts.Statement): void {
    if (ts.isVariableStatement(node)) this.declarations(node.declarationList);
    else if (ts.isFunctionDeclaration(node)) {
      const message = "a function inside an async function cannot be lowered";
      this.refuse(node, "inner-function", message, "move it to the top of the file");
    } else if (ts.isExpressionStatement(node) && hasAwait(node)) this.expression(node);
    else if (ts.isReturnStatement(node)) this.returns(node);
    else if (this.isPlain(node)) {
      const after = ts.isVariableStatement(node) ? undefined : this.names.mark();
      const code = this.copier.copy(node);
      const isLast = endsProgram(node) && !this.scopes.find("unreachable");
      const at = this.start(node);
      this.expressions.push({ kind: "run", code, at, isLast, ...(after && { after }) });
    } else if (ts.isBlock(node)) {
      this.expressions.push({ kind: "scope", body: this.scope(node.statements) });
    } else if (ts.isIfStatement(node)) this.ifs(node);
    else if (ts.isWhileStatement(node)) this.loops.whiles(node);
    else if (ts.isDoStatement(node)) this.loops.dos(node);
    else if (ts.isForStatement(node)) this.loops.fors(node);
    else if (isForAwait(node)) this.loops.forAwait(node as ts.ForOfStatement);
    else if (ts.isSwitchStatement(node)) this.switches(node);
    else if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) this.jump(node);
    else {
      this.refuse(
        node,
        "statement-with-await",
        `an await cannot stand in a ${statementName(node)}`,
        ts.isTryStatement(node)
          ? "AssemblyScript has no exceptions; what a block holds is dropped at its end, however it is left"
          : "write it with while, if and await",
      );
    }
  }

  /** Whether a statement can stay as it is written. */
  private isPlain(node: ts.Statement): boolean {
    if (hasAwait(node) || leaves(node)) return false;
    return !contains(node, (n) => {
      if (!ts.isVariableDeclaration(n) || !n.initializer) return false;
      const initializer = unwrap(n.initializer);
      return ts.isCallExpression(initializer) && this.variables.mayBuild(initializer);
    });
  }

  declarations(list: ts.VariableDeclarationList): void {
    for (const node of list.declarations) this.variables.declare(node);
  }

  private expression(node: ts.ExpressionStatement): void {
    const inner = unwrap(node.expression);
    if (ts.isAwaitExpression(inner)) {
      this.await(inner, undefined);
      return;
    }
    if (
      ts.isBinaryExpression(inner) &&
      inner.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(inner.left)
    ) {
      const value = unwrap(inner.right);
      const variable = this.scopes.find(inner.left.text);
      this.copier.checkWritten(inner.left);
      if (ts.isAwaitExpression(value) && variable && !this.copier.held.has(variable)) {
        this.await(value, variable);
        return;
      }
    }
    const code = this.expressions.value(node.expression);
    // What is left of it may be a bare temporary.
    if (code.length === 1 && code[0]!.kind === "use") return;
    this.expressions.push({ kind: "run", code: [...code, semicolon], at: this.start(node) });
  }

  private await(node: ts.AwaitExpression, result: Variable | undefined): void {
    const future = this.expressions.futures.future(node.expression);
    const range = rangeOf(this.source, node);
    if (future) this.expressions.push({ kind: "await", future, result, declares: false, ...range });
  }

  private returns(node: ts.ReturnStatement): void {
    const at = this.start(node);
    if (!node.expression) {
      this.expressions.push({ kind: "return", value: undefined, at });
      return;
    }
    const inner = unwrap(node.expression);
    const isVoid = this.fn.result === "void";
    // `return f()` of a future waits for it, as it does in JavaScript.
    const awaited = ts.isAwaitExpression(inner)
      ? inner.expression
      : ts.isCallExpression(inner) && this.isFuture(inner)
        ? inner
        : undefined;
    if (awaited && isVoid) {
      const future = this.expressions.futures.future(awaited);
      const range = rangeOf(this.source, inner);
      const result = undefined;
      if (future)
        this.expressions.push({ kind: "await", future, result, declares: false, ...range });
      this.expressions.push({ kind: "return", value: undefined, at });
      return;
    }
    if (awaited && awaited === inner) {
      const future = this.expressions.futures.future(awaited);
      const result = this.names.make("temporary", "value", at);
      const range = rangeOf(this.source, inner);
      if (future)
        this.expressions.push({ kind: "await", future, result, declares: true, ...range });
      const value: Code = [{ kind: "use", variable: result, at }];
      this.expressions.push({ kind: "return", value, at });
      return;
    }
    const value = this.expressions.value(node.expression);
    if (isVoid && this.fn.resultNode && !ts.isCallExpression(inner)) {
      const hint = "leave the value away, or write its type: Promise<i32>";
      this.refuse(inner, "return-value", `${this.fn.name} has no value to return`, hint);
    }
    if (isVoid) {
      this.expressions.push({ kind: "run", code: [...value, semicolon], at });
      this.expressions.push({ kind: "return", value: undefined, at });
    } else this.expressions.push({ kind: "return", value, at });
  }

  private isFuture(call: ts.CallExpression): boolean {
    const callee = this.copier.callee(call);
    if (callee.kind === "async" || callee.kind === "combinator" || callee.kind === "place")
      return true;
    return (
      callee.kind === "method" &&
      this.surface.isAlwaysAwaitable((call.expression as ts.PropertyAccessExpression).name.text)
    );
  }

  private ifs(node: ts.IfStatement): void {
    const written = this.expressions.writtenOf(node.expression);
    const condition = this.expressions.value(node.expression);
    const then = this.bodyOf(node.thenStatement);
    const otherwise = this.bodyOf(node.elseStatement);
    this.expressions.branch(condition, then, otherwise, this.start(node), written);
  }

  effect(node: ts.Expression): void {
    const code = this.expressions.value(node);
    if (code.length === 1 && code[0]!.kind === "use") return;
    this.expressions.push({ kind: "run", code: [...code, semicolon], at: this.start(node) });
  }

  private switches(node: ts.SwitchStatement): void {
    const at = this.start(node);
    const value = this.names.make("temporary", "subject", this.start(node.expression));
    this.expressions.push({
      kind: "set",
      variable: value,
      value: this.expressions.value(node.expression),
      declares: true,
      at: this.start(node.expression),
    });
    const breaks: Target = { kind: "break" };
    const outer = this.targets.findLast((t) => t.kind === "continue");
    this.targets.push(breaks);
    if (outer) this.targets.push(outer);
    const clauses = node.caseBlock.clauses.map((clause): Clause => {
      let test: Clause["test"];
      if (ts.isCaseClause(clause)) {
        let code: Code = [];
        const steps = this.expressions.collect(() => {
          code = this.expressions.choosing(() => this.expressions.value(clause.expression));
        });
        test = { steps, value: code };
      }
      return { test, body: this.scope(clause.statements) };
    });
    this.targets.splice(outer ? -2 : -1);
    const after = this.names.mark();
    this.expressions.push({ kind: "switch", value, clauses, breaks, after, at });
  }

  private jump(node: ts.BreakOrContinueStatement): void {
    const kind = ts.isBreakStatement(node) ? "break" : "continue";
    const to = this.targets.findLast((t) => t.kind === kind);
    if (!to || node.label) {
      const message = node.label ? "AssemblyScript has no labels" : `there is nothing to ${kind}`;
      this.refuse(node, "jump", message, "leave the loop with a condition or a return");
      return;
    }
    this.expressions.push({ kind: "jump", to, at: this.start(node) });
  }
}

const semicolon = { kind: "text", text: ";" } as const;
