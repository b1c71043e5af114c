/** What kinds of expression there are, as far as the order of evaluation asks. */
import ts from "typescript";

export function unwrap(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
}

export function isUpdate(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean {
  return (
    node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
  );
}

export function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

export function isPlainOperator(operator: ts.SyntaxKind): boolean {
  return (
    !isAssignment(operator) &&
    operator !== ts.SyntaxKind.CommaToken &&
    operator !== ts.SyntaxKind.AmpersandAmpersandToken &&
    operator !== ts.SyntaxKind.BarBarToken
  );
}

export function isConstant(node: ts.Node): boolean {
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node)
  );
}

export function kindName(node: ts.Node): string {
  if (ts.isTemplateExpression(node)) return "template string";
  if (ts.isNewExpression(node)) return "new expression";
  if (ts.isArrayLiteralExpression(node)) return "array literal";
  if (ts.isObjectLiteralExpression(node)) return "object literal";
  return ts.SyntaxKind[node.kind].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** A division by what may be zero ends the program, so it must not be put off. */
export function canTrap({ operatorToken, right }: ts.BinaryExpression): boolean {
  const isDivision =
    operatorToken.kind === ts.SyntaxKind.SlashToken ||
    operatorToken.kind === ts.SyntaxKind.PercentToken;
  const divisor = unwrap(right);
  return isDivision && !(ts.isNumericLiteral(divisor) && Number(divisor.text) !== 0);
}

/** `||=`, `&&=` and `??=`, which evaluate their right side only sometimes. */
export function isLogicalAssignment(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.BarBarEqualsToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** A call that does not return, which asc does not tell of calls. */
export function endsProgram(node: ts.Statement): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const callee = node.expression.expression;
  return ts.isIdentifier(callee) && ["unreachable", "abort", "panicAt"].includes(callee.text);
}

export function statementName(node: ts.Node): string {
  if (ts.isTryStatement(node)) return "try statement";
  if (ts.isForOfStatement(node)) return "for...of";
  if (ts.isForInStatement(node)) return "for...in";
  return ts.SyntaxKind[node.kind].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
