/** Variables of async functions, and the futures that they hold. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Copier } from "./copy.ts";
import type { Expressions } from "./expressions.ts";
import type { Code, Combined, Held, Leaf, Variable } from "./ir.ts";
import type { Names } from "./names.ts";
import { unwrap } from "./operators.ts";
import type { Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";

export class Declarations {
  constructor(
    private readonly source: Source,
    private readonly copier: Copier,
    private readonly scopes: Scopes,
    private readonly names: Names,
    private readonly expressions: Expressions,
    private readonly report: (d: Diagnostic) => void,
  ) {}

  declare(node: ts.VariableDeclaration): void {
    if (ts.isIdentifier(node.name)) {
      const name = node.name.text;
      if (this.scopes.isTaken(name)) {
        const range = rangeOf(this.source, node.name);
        const message = `${name} is declared twice in this block`;
        this.report(
          errorIn(this.source, range, "declared-twice", message, "give one another name"),
        );
      }
      this.named(node, name);
      return;
    }
    const range = rangeOf(this.source, node);
    const message = "AssemblyScript has no destructuring";
    this.report(errorIn(this.source, range, "destructuring", message, "name each part"));
  }

  private named(node: ts.VariableDeclaration, name: string): void {
    const at = node.getStart(this.source.tree);
    const initializer = node.initializer && unwrap(node.initializer);
    if (initializer && ts.isAwaitExpression(initializer)) {
      const future = this.expressions.futures.future(initializer.expression);
      const variable = this.names.declare("local", name, node, node.type);
      const range = rangeOf(this.source, initializer);
      if (future) {
        this.expressions.push({
          kind: "await",
          future,
          result: variable,
          declares: true,
          ...range,
        });
      }
      return;
    }
    if (initializer && ts.isCallExpression(initializer) && this.mayBuild(initializer)) {
      this.hold(initializer, name, node);
      return;
    }
    const value = node.initializer && this.expressions.value(node.initializer);
    const variable = this.names.declare("local", name, node, node.type);
    this.expressions.push({ kind: "set", variable, value, declares: true, at });
  }

  /** `const press = button.pressed()`: the future lives in the variable's block. */
  private hold(call: ts.CallExpression, name: string, node: ts.VariableDeclaration): void {
    const at = node.getStart(this.source.tree);
    const callee = this.copier.callee(call);
    const make = (variable: Variable, future: Leaf | Combined): Held => ({
      variable,
      future,
      done: this.names.make("hidden", `${name}Done`, at, "bool"),
      loops: this.names.loops,
      isShared: false,
      isAwaited: false,
      isUsed: false,
      returned: undefined,
      faults: [],
    });
    if (callee.kind === "combinator") {
      const combined = this.expressions.futures.combined(call, callee.name);
      const variable = this.names.declare("local", name, node);
      if (!combined) return;
      const held = make(variable, combined);
      this.copier.held.set(variable, held);
      this.expressions.push({ kind: "hold", held, value: [], at });
      return;
    }
    // The name is declared after its initialiser was read.
    const type = node.type && !isPromise(node.type) ? node.type : undefined;
    const variable = this.names.make("local", name, at, type?.getText(this.source.tree), type);
    const leaf = this.expressions.futures.leaf(call, variable);
    this.scopes.declare(name, variable);
    const held = make(variable, leaf);
    this.copier.held.set(variable, held);
    const value: Code = [
      ...leaf.callee,
      { kind: "text", text: "(" },
      ...leaf.args.flatMap((a, i): Code => [{ kind: "text", text: i ? ", " : "" }, ...a]),
      { kind: "text", text: ")" },
    ];
    this.expressions.push({ kind: "hold", held, value, at });
  }

  /** Whether a call may build a future, or an object in a place. */
  mayBuild(call: ts.CallExpression): boolean {
    const { kind } = this.copier.callee(call);
    return kind !== "plain" && kind !== "spawn";
  }
}

function isPromise(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === "Promise";
}
