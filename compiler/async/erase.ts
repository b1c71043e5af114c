/** Expressions as the twin has them. */
import ts from "typescript";
import type { Copier } from "./copy.ts";
import { text, type Code } from "./ir.ts";
import { unwrap } from "./operators.ts";
import type { Scopes } from "./scopes.ts";

/** An expression for the twin, in which awaits are calls that have the type of the result. */
export function erased(node: ts.Expression, copier: Copier, scopes: Scopes): Code {
  const erase = (child: ts.Node): Code | undefined => {
    if (!ts.isAwaitExpression(child)) return undefined;
    const inner = unwrap(child.expression);
    if (ts.isCallExpression(inner)) {
      const callee = copier.callee(inner);
      if (callee.kind === "combinator") {
        return [text(combinedValue(callee.name))];
      }
      const args = inner.arguments.flatMap((a, i) => [
        text(i ? ", " : ""),
        ...copier.copy(a, erase),
      ]);
      const called = copier.copy(inner.expression, erase);
      return [...called, text("("), ...args, text(")[0]")];
    }
    const variable = ts.isIdentifier(inner) && scopes.find(inner.text);
    const held = variable && copier.held.get(variable)?.future;
    if (held && held.kind !== "leaf") {
      return [text(combinedValue(held.kind))];
    }
    return [text("("), ...copier.copy(inner, erase), text(")[0]")];
  };
  return copier.copy(node, erase);
}

/** For the twin: of a combination's type, and nothing that asc can reckon out. */
function combinedValue(kind: string): string {
  return kind.startsWith("timeout") ? "$maybe()" : "<i32>$maybe()";
}
