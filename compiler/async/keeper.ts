/** Temporaries: what an expression in front of an `await` depends on is kept in them. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { beginsWithLiteral, type Contexts, dependsOnPlace, isLike, type Like } from "./context.ts";
import type { Copier } from "./copy.ts";
import { erased } from "./erase.ts";
import { text, type Code, type Step, type Variable } from "./ir.ts";
import type { Names } from "./names.ts";
import { canTrap, isConstant, isPlainOperator, isUpdate } from "./operators.ts";
import type { Scopes } from "./scopes.ts";
import { errorIn, rangeOf, type Source } from "./source.ts";
import type { Steady } from "./steady.ts";

export class Keeper {
  constructor(
    private readonly source: Source,
    private readonly copier: Copier,
    private readonly scopes: Scopes,
    private readonly names: Names,
    private readonly contexts: Contexts,
    private readonly steady: Steady,
    private readonly report: (d: Diagnostic) => void,
    private readonly push: (step: Step) => void,
  ) {}

  /** Keeps what an expression without awaits depends on, as far as it can change. */
  keep(node: ts.Node): void {
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isNonNullExpression(node)
    ) {
      this.keep(node.expression);
    } else if (ts.isPrefixUnaryExpression(node) && !isUpdate(node)) this.keep(node.operand);
    else if (ts.isBinaryExpression(node) && isPlainOperator(node.operatorToken.kind)) {
      if (canTrap(node)) {
        this.keepWhole(node);
        return;
      }
      this.keep(node.left);
      this.keep(node.right);
    } else if (ts.isIdentifier(node)) {
      if (!this.steady.isSteady(node)) this.keepWhole(node);
    } else if (!isConstant(node) && !this.steady.isEnumMember(node)) this.keepWhole(node);
  }

  /** A variable for the value of an expression, with the type that it has in its place. */
  temporary(name: string, node: ts.Node): { variable: Variable; like: Code | undefined } {
    const at = node.getStart(this.source.tree);
    const context = beginsWithLiteral(node) ? this.contexts.of(node) : "none";
    if (isLike(context)) {
      const like = dependsOnPlace(node) ? this.likeOf(context) : undefined;
      return { variable: this.names.make("temporary", name, at), like };
    }
    if (typeof context === "object") {
      const text = context.getText(context.getSourceFile());
      const isOwn = context.getSourceFile() === this.source.tree;
      const typeNode = isOwn ? context : undefined;
      return {
        variable: this.names.make("temporary", name, at, text, typeNode),
        like: undefined,
      };
    }
    if (context === "unknown" && dependsOnPlace(node)) {
      const what = "what stands around this decides its type, and the await is in the way";
      const hint = "write the type: <f64>..., or await into a const on a line of its own";
      this.report(errorIn(this.source, rangeOf(this.source, node), "literal-type", what, hint));
    }
    return { variable: this.names.make("temporary", name, at), like: undefined };
  }

  private likeOf({ like, operand }: Like): Code {
    const code = erased(like, this.copier, this.scopes);
    if (!operand) return code;
    return [...code, text(" + "), ...erased(operand, this.copier, this.scopes)];
  }

  keepWhole(node: ts.Node): void {
    const at = node.getStart(this.source.tree);
    const { variable, like } = this.temporary("kept", node);
    const value = this.copier.copy(node);
    if (like) this.push({ kind: "set", variable, value: undefined, declares: true, like, at });
    this.push({ kind: "set", variable, value, declares: like === undefined, at });
    this.copier.replaced.set(node, [{ kind: "use", variable, at }]);
  }
}
