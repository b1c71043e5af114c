/**
 * The type that the place of an expression gives to the literals in it. AssemblyScript reads `10 / n` as
 * a division of floats where a float is expected, so what is taken out of such a place needs its type.
 */
import ts from "typescript";
import { isAssignment, isPlainOperator, unwrap } from "./operators.ts";
import type { Scopes } from "./scopes.ts";
import type { Source } from "./source.ts";
import type { Surface } from "./surface.ts";

/** A type, or what has it, or that none is expected, or that only asc could tell. */
export type Context = ts.TypeNode | Like | "none" | "unknown";

/** The type of another expression, which nobody wrote. */
export interface Like {
  readonly like: ts.Expression;
  /** An operand beside it: both have the type of the two together. */
  readonly operand?: ts.Expression;
}

export function isLike(context: Context): context is Like {
  return typeof context === "object" && "like" in context;
}

export class Contexts {
  constructor(
    private readonly source: Source,
    private readonly surface: Surface,
    private readonly scopes: Scopes,
    private readonly result: ts.TypeNode | undefined,
  ) {}

  /** Looks at what stands around an expression. */
  of(node: ts.Node): Context {
    const { parent } = node;
    if (ts.isParenthesizedExpression(parent) || ts.isPrefixUnaryExpression(parent)) {
      return this.of(parent);
    }
    if (ts.isConditionalExpression(parent)) {
      return parent.condition === node ? "none" : this.of(parent);
    }
    if (ts.isBinaryExpression(parent)) return this.inBinary(node, parent);
    if (ts.isVariableDeclaration(parent)) return parent.type ?? "none";
    if (ts.isReturnStatement(parent)) return this.result ?? "none";
    if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent)) return parent.type;
    if (ts.isCallExpression(parent)) return this.inCall(node, parent);
    return ts.isStatement(parent) ? "none" : "unknown";
  }

  /** Whether only the truth of an expression counts. */
  isCondition(node: ts.Node): boolean {
    const { parent } = node;
    if (ts.isParenthesizedExpression(parent)) return this.isCondition(parent);
    if (ts.isPrefixUnaryExpression(parent)) {
      return parent.operator === ts.SyntaxKind.ExclamationToken;
    }
    if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) {
      return parent.expression === node;
    }
    if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) {
      return parent.condition === node;
    }
    if (!ts.isBinaryExpression(parent)) return false;
    const operator = parent.operatorToken.kind;
    const isLogical =
      operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken;
    return isLogical && this.isCondition(parent);
  }

  private inBinary(node: ts.Node, parent: ts.BinaryExpression): Context {
    const operator = parent.operatorToken.kind;
    if (isAssignment(operator)) {
      const { left } = parent;
      const variable = ts.isIdentifier(left) ? this.scopes.find(left.text) : undefined;
      return variable?.typeNode ?? { like: left };
    }
    if (!isPlainOperator(operator)) return this.of(parent);
    if (parent.left === node) return isComparison(operator) ? "none" : this.of(parent);
    // A right operand stands where something of the left one's type is expected.
    if (!beginsWithLiteral(parent.left)) return { like: parent.left, operand: parent.right };
    return isComparison(operator) ? "unknown" : this.of(parent);
  }

  private inCall(node: ts.Node, call: ts.CallExpression): Context {
    const index = call.arguments.indexOf(node as ts.Expression);
    if (index < 0 || !ts.isIdentifier(call.expression)) return "unknown";
    const { text } = call.expression;
    if (this.scopes.find(text) !== undefined) return "unknown";
    if (/^log(__\d)?$/.test(text)) return "none";
    const type = this.surface.parameterType(this.source, text, index);
    // What another file calls a class may have another name here.
    const isKnown =
      type && (basic.test(type.getText()) || type.getSourceFile() === this.source.tree);
    return isKnown ? type : "unknown";
  }
}

const basic = /^(bool|[iuf](8|16|32|64)|[iu]size)$/;

function isComparison(operator: ts.SyntaxKind): boolean {
  return (
    operator >= ts.SyntaxKind.LessThanToken &&
    operator <= ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

/** Whether a place decides the type of an expression: it begins with a number, and is more than one. */
export function beginsWithLiteral(node: ts.Node): boolean {
  const inner = ts.isExpression(node) ? unwrap(node) : node;
  if (ts.isNumericLiteral(inner) || inner.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isPrefixUnaryExpression(inner)) return beginsWithLiteral(inner.operand);
  if (ts.isConditionalExpression(inner)) {
    return beginsWithLiteral(inner.whenTrue) || beginsWithLiteral(inner.whenFalse);
  }
  return (
    ts.isBinaryExpression(inner) &&
    isPlainOperator(inner.operatorToken.kind) &&
    !isComparison(inner.operatorToken.kind) &&
    beginsWithLiteral(inner.left)
  );
}

/** As `beginsWithLiteral`, of more than the number alone. */
export function dependsOnPlace(node: ts.Node): boolean {
  const inner = ts.isExpression(node) ? unwrap(node) : node;
  if (ts.isConditionalExpression(inner)) {
    return dependsOnPlace(inner.whenTrue) || dependsOnPlace(inner.whenFalse);
  }
  return ts.isBinaryExpression(inner) && beginsWithLiteral(inner);
}
