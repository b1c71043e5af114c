/**
 * Module variables that begin as a number. WAMR takes the first mutable i32 global whose constant
 * initialiser is not zero for the stack pointer, and traps on it (WAMR#4941). So
 * `let count = 5` becomes `let count = 0; count = 5`: the value is set when the module starts.
 */
import ts from "typescript";
import type { Unit } from "./unit.ts";

/** Types that are not kept in an i32 global. */
const OTHER_TYPES = new Set(["i64", "u64", "f32", "f64", "v128"]);

function isWord(declaration: ts.VariableDeclaration, unit: Unit): boolean {
  const type = declaration.type?.getText(unit.tree);
  if (type !== undefined && OTHER_TYPES.has(type)) return false;
  let value = declaration.initializer;
  if (value && ts.isPrefixUnaryExpression(value)) value = value.operand;
  if (!value || !ts.isNumericLiteral(value)) return false;
  // A literal without a type is an integer only if it looks like one.
  const text = value.getText(unit.tree);
  return !/[.]|^[\d_]+e/i.test(text) && Number(value.text) !== 0;
}

/** Rewrites the module variables of a file, on their own lines. */
export function lowerGlobals(unit: Unit): void {
  for (const statement of unit.tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if (statement.declarationList.flags & ts.NodeFlags.Const) continue;
    let later = "";
    for (const declaration of statement.declarationList.declarations) {
      const { name, initializer } = declaration;
      if (!initializer || !ts.isIdentifier(name) || !isWord(declaration, unit)) continue;
      later += ` ${name.text} = ${initializer.getText(unit.tree)};`;
      unit.edits.overwrite(initializer.getStart(unit.tree), initializer.end, "0");
    }
    if (later)
      unit.edits.appendLeft(
        statement.end,
        unit.text[statement.end - 1] === ";" ? later : `;${later}`,
      );
  }
}
