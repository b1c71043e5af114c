/** Loops of async functions. */
import ts from "typescript";
import type { Expressions } from "./expressions.ts";
import type { Code, Leaf, Step, Target } from "./ir.ts";
import type { Names } from "./names.ts";
import type { Scopes } from "./scopes.ts";
import { rangeOf, type Source } from "./source.ts";

/** What a loop needs of the statements around it and in it. */
export interface LoopStatements {
  readonly source: Source;
  readonly scopes: Scopes;
  /** Where `break` and `continue` go. */
  readonly targets: Target[];
  block(statements: readonly ts.Statement[]): void;
  declarations(list: ts.VariableDeclarationList): void;
  effect(node: ts.Expression): void;
  start(node: ts.Node): number;
  refuse(node: ts.Node, code: string, message: string, hint: string): void;
}

export class Loops {
  constructor(
    private readonly statements: LoopStatements,
    private readonly expressions: Expressions,
    private readonly names: Names,
  ) {}

  /** Leaves the loop unless the condition holds. */
  private test(node: ts.Expression | undefined, breaks: Target): void {
    if (!node || node.kind === ts.SyntaxKind.TrueKeyword) return;
    const written = this.expressions.writtenOf(node);
    const value = this.expressions.value(node);
    const at = this.statements.start(node);
    const leave = this.expressions.body(() =>
      this.expressions.push({ kind: "jump", to: breaks, at }),
    );
    const not = (code: Code): Code => [
      { kind: "text", text: "!(" },
      ...code,
      { kind: "text", text: ")" },
    ];
    this.expressions.branch(
      not(value),
      leave,
      this.expressions.body(() => {}),
      at,
      written && not(written),
    );
  }

  private loop(
    node: ts.Node,
    parts: {
      readonly before?: (breaks: Target) => void;
      readonly body: () => void;
      readonly next?: (breaks: Target) => void;
    },
  ): Step {
    const breaks: Target = { kind: "break" };
    const continues: Target = { kind: "continue" };
    this.names.loops++;
    const before = this.expressions.body(() => parts.before?.(breaks));
    this.statements.targets.push(breaks, continues);
    const body = this.expressions.body(parts.body);
    this.statements.targets.splice(-2);
    const next = this.expressions.body(() => parts.next?.(breaks));
    this.names.loops--;
    const after = this.names.mark();
    return {
      kind: "loop",
      before,
      body,
      next,
      breaks,
      continues,
      after,
      at: this.statements.start(node),
    };
  }

  private inner(statement: ts.Statement): () => void {
    return () => this.statements.block(ts.isBlock(statement) ? statement.statements : [statement]);
  }

  whiles(node: ts.WhileStatement): void {
    this.expressions.push(
      this.loop(node, {
        before: (breaks) => this.test(node.expression, breaks),
        body: this.inner(node.statement),
      }),
    );
  }

  dos(node: ts.DoStatement): void {
    this.expressions.push(
      this.loop(node, {
        body: this.inner(node.statement),
        next: (breaks) => this.test(node.expression, breaks),
      }),
    );
  }

  fors(node: ts.ForStatement): void {
    const body = this.expressions.body(() =>
      this.statements.scopes.inside(() => {
        const { initializer, incrementor } = node;
        if (initializer && ts.isVariableDeclarationList(initializer))
          this.statements.declarations(initializer);
        else if (initializer) this.statements.effect(initializer);
        this.expressions.push(
          this.loop(node, {
            before: (breaks) => this.test(node.condition, breaks),
            body: this.inner(node.statement),
            next: () => incrementor && this.statements.effect(incrementor),
          }),
        );
      }),
    );
    this.expressions.push({ kind: "scope", body });
  }

  /** `for await (const x of stream)`: until `next()` says that the stream has ended. */
  forAwait(node: ts.ForOfStatement): void {
    const list = node.initializer;
    const name =
      ts.isVariableDeclarationList(list) && list.declarations.length === 1
        ? list.declarations[0]!.name
        : undefined;
    if (!name || !ts.isIdentifier(name)) {
      const message = "for await declares one variable";
      this.statements.refuse(list, "for-await", message, "write for await (const x of stream)");
      return;
    }
    const at = this.statements.start(node.expression);
    const range = rangeOf(this.statements.source, node.expression);
    const body = this.expressions.body(() =>
      this.statements.scopes.inside(() => {
        const stream = this.names.make("temporary", "stream", at);
        const value = this.expressions.value(node.expression);
        this.expressions.push({ kind: "set", variable: stream, value, declares: true, at });
        const use: Code = [{ kind: "use", variable: stream, at }];
        const over = this.expressions.heldIn(node.expression);
        const part = this.names.make("part", "next", at);
        const leaf: Leaf = {
          kind: "leaf",
          part,
          callee: [...use, { kind: "text", text: ".next" }],
          receiver: use,
          args: [],
          isCertain: true,
          builds: new Set(),
          isStatic: false,
          isChoice: false,
          over,
          ...range,
          label: "next",
        };
        this.expressions.push(
          this.loop(node, {
            before: (breaks) => {
              this.expressions.push({ kind: "begin", leaf });
              this.expressions.push({
                kind: "await",
                future: leaf,
                result: undefined,
                declares: false,
                ...range,
              });
              const condition: Code = [
                { kind: "text", text: "!" },
                { kind: "use", variable: part, at },
                { kind: "text", text: ".hasValue" },
              ];
              const leave = this.expressions.body(() =>
                this.expressions.push({ kind: "jump", to: breaks, at }),
              );
              this.expressions.branch(
                condition,
                leave,
                this.expressions.body(() => {}),
                at,
              );
              const variable = this.names.declare("local", name.text, name);
              const output: Code = [{ kind: "output", variable: part, at }];
              this.expressions.push({
                kind: "set",
                variable,
                value: output,
                declares: true,
                at: this.statements.start(name),
              });
            },
            body: this.inner(node.statement),
          }),
        );
      }),
    );
    this.expressions.push({ kind: "scope", body });
  }
}
