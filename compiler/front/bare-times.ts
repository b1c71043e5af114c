/** Times that are given as a bare number: Arduino's `delay` counts milliseconds, and here it is microseconds. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { placeOf, type Unit } from "./unit.ts";

/** Which argument of what is imported from the package is a time. */
const TIMES: Readonly<Record<string, number>> = { sleep: 0, "Ticker.every": 0, timeout: 1 };

/** Warns of `sleep(500)`. A wait of 0 is the same in every unit. */
export function bareTimes(units: readonly Unit[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const unit of units) {
    const visit = (node: ts.Node): void => {
      const time = ts.isCallExpression(node) ? timeOf(unit, node) : undefined;
      if (time && ts.isNumericLiteral(time) && /^[\d_]+$/.test(time.getText(unit.tree))) {
        const text = time.getText(unit.tree);
        if (Number(time.text) > 0) found.push(warning(unit, time, text));
      }
      ts.forEachChild(node, visit);
    };
    visit(unit.tree);
  }
  return found;
}

function timeOf(
  unit: Unit,
  { expression, arguments: given }: ts.CallExpression,
): ts.Node | undefined {
  const [root, member] = ts.isPropertyAccessExpression(expression)
    ? [expression.expression, `.${expression.name.text}`]
    : [expression, ""];
  const imported = ts.isIdentifier(root) ? unit.imported.get(root.text) : undefined;
  return imported === undefined ? undefined : given[TIMES[imported + member] ?? -1];
}

function warning(unit: Unit, node: ts.NumericLiteral, text: string): Diagnostic {
  return {
    severity: "warning",
    code: "bare-time",
    message: `a bare number is a time in microseconds: ${text} is ${Number(node.text) / 1000} ms`,
    hint: `write millis(${text}) for milliseconds, or micros(${text}) if microseconds are meant`,
    place: placeOf(unit, node),
    length: node.getWidth(unit.tree),
  };
}
