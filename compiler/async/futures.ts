/** Futures in expressions: calls that begin one, variables that hold one, and several as one. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Copier } from "./copy.ts";
import { text, type Combined, type Future, type Leaf, type Step, type Variable } from "./ir.ts";
import type { Names } from "./names.ts";
import { unwrap } from "./operators.ts";
import type { Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";
import { capacityOf, type Combinator, needsHome, shortOf } from "./surface.ts";

/** What takes the awaits out of a future's own arguments. */
export interface Operands {
  push(step: Step): void;
  call(node: ts.CallExpression): void;
  explode(node: ts.Node, keep: boolean): void;
  /** Whether only some ways through an expression come here. */
  readonly isChoice: boolean;
}

export class Futures {
  constructor(
    private readonly source: Source,
    private readonly copier: Copier,
    private readonly scopes: Scopes,
    private readonly names: Names,
    private readonly report: (d: Diagnostic) => void,
    private readonly operands: Operands,
  ) {}

  /**
   * The future that an expression makes or names; nothing if it is none, which is reported.
   * @param isShared whether it is one of several in a combination.
   */
  future(node: ts.Expression, isShared = false): Future | undefined {
    const inner = unwrap(node);
    const range = rangeOf(this.source, inner);
    if (ts.isIdentifier(inner)) {
      const variable = this.scopes.find(inner.text);
      const held = variable && this.copier.held.get(variable);
      if (held) {
        if (isShared || held.isAwaited || held.loops !== this.names.loops) held.isShared = true;
        held.isAwaited = true;
        return { kind: "held", held, ...range };
      }
    } else if (ts.isCallExpression(inner)) {
      const callee = this.copier.callee(inner);
      if (callee.kind === "combinator") return this.combined(inner, callee.name);
      if (callee.kind !== "spawn") return this.leaf(inner, undefined, !isShared);
    }
    if (ts.isIdentifier(inner) && this.copier.isFutureAtTop(inner.text)) {
      const message = `${inner.text} lies at the top of a file, where all tasks share it: such a future cannot be awaited`;
      const hint =
        "hold a future of your own in a const inside the async function, or give the object a method that returns a future";
      this.report(errorIn(this.source, range, "await-of-shared-future", message, hint));
      return undefined;
    }
    const message = `${inner.getText(this.source.tree)} is not a future`;
    this.report(errorIn(this.source, range, "await-of-no-future", message, this.wayOut(inner)));
    return undefined;
  }

  private wayOut(node: ts.Expression): string {
    if (ts.isConditionalExpression(node)) {
      return "await each of them: condition ? await a() : await b()";
    }
    if (ts.isArrayLiteralExpression(node)) return "write them without brackets: join(a(), b())";
    if (ts.isCallExpression(node) && this.copier.callee(node).kind === "spawn") {
      return `the task runs by itself; its end is awaited with ${node.getText(this.source.tree)}.join()`;
    }
    return "await a call of an async function, or a const that holds one";
  }

  /**
   * A call that begins a future.
   * @param isAwaited whether an `await` follows at once, and polls nothing else.
   */
  leaf(node: ts.CallExpression, variable?: Variable, isAwaited = false): Leaf {
    this.operands.call(node);
    const { expression } = node;
    const receiver = ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
    const name = ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : expression.getText(this.source.tree);
    const range = rangeOf(this.source, node);
    // Calls that the surface can tell are of functions and static methods.
    const callee = this.copier.callee(node);
    const { kind } = callee;
    if (callee.kind === "place" && needsHome(callee.node)) {
      const message = `${expression.getText(this.source.tree)}(...) is shared by tasks, so it has to outlive this one`;
      const hint = "make it a const at the top of the file";
      this.report(errorIn(this.source, range, "no-home", message, hint));
    } else if (callee.kind === "place" && capacityOf(callee.node) >= 0) {
      const message = `${expression.getText(this.source.tree)}(...) needs room for what it holds`;
      const hint = "make it a const at the top of the file, where memory is given by its capacity";
      this.report(errorIn(this.source, range, "no-room", message, hint));
    }
    const leaf: Leaf = {
      kind: "leaf",
      part: variable ?? this.names.make("part", name, range.at),
      callee: [
        ...this.copier.copy(expression),
        ...(node.typeArguments ?? []).flatMap((t, i) => [
          text(i ? ", " : "<"),
          ...this.copier.copy(t),
        ]),
        text(node.typeArguments?.length ? ">" : ""),
      ],
      receiver: receiver && this.copier.copy(receiver),
      args: node.arguments.map((a) => this.copier.copy(a)),
      isCertain: kind !== "method" && kind !== "plain",
      builds: callee.kind === "method" ? callee.builds : new Set(),
      isStatic: kind === "async" || kind === "place",
      isChoice: this.operands.isChoice,
      short: isAwaited ? shortOf(callee) : undefined,
      ...range,
      label: expression.getText(this.source.tree),
    };
    if (!variable) this.operands.push({ kind: "begin", leaf });
    return leaf;
  }

  combined(node: ts.CallExpression, kind: Combinator): Combined | undefined {
    const range = rangeOf(this.source, node);
    const timed = kind === "timeout" || kind === "timeoutAt";
    const [first, last] = node.arguments;
    const wrong = timed ? node.arguments.length !== 2 : node.arguments.length < 1;
    if (wrong || !first || node.arguments.length > 32) {
      const what = timed ? "a future and a time" : "1 to 32 futures";
      const way = timed ? `write ${kind}(future, time)` : `write ${kind}(a, b)`;
      this.report(errorIn(this.source, range, `${kind}-arguments`, `${kind} takes ${what}`, way));
      return undefined;
    }
    const children: Future[] = [];
    for (const argument of timed ? [first] : node.arguments) {
      const child = this.future(argument, true);
      if (child) children.push(child);
    }
    if (timed) children.push(this.deadline(last!, kind));
    const count = children.length;
    const type = kind !== "join" ? "i8" : count <= 8 ? "u8" : count <= 16 ? "u16" : "u32";
    const state = this.names.make("hidden", kind, range.at, type);
    const combined: Combined = {
      kind,
      children,
      state,
      ...(kind === "selectFair" ? { turn: this.names.zero("turn", "u8") } : {}),
      ...range,
      label: kind,
    };
    this.operands.push({ kind: "combine", combined });
    return combined;
  }

  private deadline(node: ts.Expression, kind: "timeout" | "timeoutAt"): Leaf {
    this.operands.explode(node, false);
    const range = rangeOf(this.source, node);
    const leaf: Leaf = {
      kind: "leaf",
      part: this.names.make("part", "deadline", range.at),
      callee: [text(kind === "timeout" ? "$sleep" : "$sleepUntil")],
      receiver: undefined,
      args: [this.copier.copy(node)],
      isCertain: true,
      builds: new Set(),
      isStatic: true,
      isChoice: false,
      ...range,
      label: kind,
    };
    this.operands.push({ kind: "begin", leaf });
    return leaf;
  }
}
