/** Futures, and objects that need a place, where a value has to stand. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { hintForName } from "../front/names.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";
import { type Callee, needsHome, type Surface } from "./surface.ts";
import { buildsFuture, buildsObject } from "./top-level.ts";

/** What is told of a future; of a doubtful one only if its object's class turns out to have it. */
export type Report = (d: Diagnostic, isDoubtful?: boolean) => void;

export class Misplaced {
  constructor(
    private readonly source: Source,
    private readonly surface: Surface,
    private readonly isLocal: (name: string) => boolean,
    private readonly report: Report,
  ) {}

  /** @param node what stands where none can, and is called `name`. */
  tell(node: ts.Node, name: string, callee?: Callee): void {
    const unknown = this.unknownCallee(node);
    if (unknown) {
      const message = `Cannot find name '${unknown.name.text}'.`;
      const range = rangeOf(this.source, unknown.name);
      this.report(errorIn(this.source, range, "unknown-name", message, unknown.hint));
      return;
    }
    const isObject =
      callee?.kind === "place" && !buildsFuture(this.surface.world, callee.source, callee.node);
    const isOfObject =
      callee?.kind === "method" &&
      ts.isCallExpression(node) &&
      buildsObject(this.surface.world, this.source, node);
    if (isOfObject) this.report(this.ofObject(node, name, false));
    else if (isObject) this.report(this.ofObject(node, name, needsHome(callee.node)));
    else this.report(this.ofFuture(node, name), callee?.kind === "method");
  }

  /** The function that is given a node, if nothing of its name is there and another was meant. */
  unknownCallee({ parent }: ts.Node): { name: ts.Identifier; hint: string } | undefined {
    if (!ts.isCallExpression(parent) || !ts.isIdentifier(parent.expression)) return undefined;
    const { text } = parent.expression;
    if (this.isLocal(text) || this.surface.world.find(this.source, text)) return undefined;
    const hint = hintForName(this.source.tree, text);
    return hint === undefined ? undefined : { name: parent.expression, hint };
  }

  private ofObject(node: ts.Node, name: string, isShared: boolean): Diagnostic {
    const text = node.getText(this.source.tree);
    const [first, method] = name.split(".");
    // `Channel.create()` is a channel, `bus.device(10)` a device.
    const own = method !== undefined && /^[a-z]/.test(first!) ? method : first!;
    const local = own.charAt(0).toLowerCase() + own.slice(1);
    const where = isShared ? " at the top of the file" : "";
    const example = `const ${local} = ${text.length <= 40 ? text : `${name}(...)`}`;
    const hint = ts.isArrayLiteralExpression(node.parent)
      ? `an array cannot hold it: give each a const of its own${where}: ${example}`
      : `give it a const of its own${where}: ${example}`;
    const message = `${name}(...) makes an object that needs a place of its own`;
    return errorIn(this.source, rangeOf(this.source, node), "no-place", message, hint);
  }

  private ofFuture(node: ts.Node, name: string): Diagnostic {
    const { parent } = node;
    if (ts.isForOfStatement(parent) && parent.awaitModifier && parent.expression === node) {
      const text = node.getText(this.source.tree);
      const stream = name.split(".").at(-1)!;
      return errorIn(
        this.source,
        rangeOf(this.source, node),
        "no-place",
        `what is looped over needs a place of its own`,
        `give it a const before the loop: const ${stream} = ${text.length <= 40 ? text : `${name}(...)`}; for await (... of ${stream})`,
      );
    }
    return errorIn(
      this.source,
      rangeOf(this.source, node),
      "unused-future",
      ts.isExpressionStatement(node.parent)
        ? `${name}(...) makes a future that nobody waits for, so it never runs`
        : `${name}(...) is a future, and this place needs a value`,
      "did you forget await? Or keep it in a const and await that later",
    );
  }
}
