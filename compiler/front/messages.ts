/**
 * Texts that stay at home: `log("text {}", x)`, `panic("text")` and `throw new Error("text")` become
 * calls with a number, and the text goes to the side table.
 */
import ts from "typescript";
import type { Message } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt, importsOf, PACKAGE, placeOf, type Unit } from "./unit.ts";

export interface Messages {
  readonly logs: Message[];
  readonly panics: Message[];
}

/** Values a log call can carry: see `log` in the border's description. */
const MAX_VALUES = 4;

/** Moves the texts of a file to `messages`. */
export function lowerMessages(
  unit: Unit,
  messages: Messages,
  report: (d: Diagnostic) => void,
): void {
  let usesThrow = false;
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node)) {
      usesThrow = lowerThrow(unit, node, messages, report) || usesThrow;
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = unit.imported.get(node.expression.text);
      if (name === "log" && !unit.isLibrary) lowerLog(unit, node, messages, report);
      else if (name === "panic") lowerPanic(unit, node, messages, report);
    }
    ts.forEachChild(node, visit);
  };
  visit(unit.tree);
  renameImports(unit);
  if (usesThrow) {
    const from = unit.isLibrary ? "wakeful/firmware/report/panic" : PACKAGE;
    unit.edits.append(` import { panicAt as __throw } from "${from}";`);
  }
}

/** `log` and `panic` are names of the editor's; asc is given the functions behind them. */
function renameImports(unit: Unit): void {
  for (const { node, specifier } of importsOf(unit.tree)) {
    const declaration = node.parent;
    if (!ts.isImportDeclaration(declaration)) continue;
    if (specifier !== PACKAGE && !specifier.endsWith("report/panic")) continue;
    const bindings = declaration.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const element of bindings.elements) {
      const name = (element.propertyName ?? element.name).text;
      const local = element.name.text;
      let text: string | undefined;
      if (name === "panic") text = `panicAt as ${local}`;
      else if (name === "log" && !unit.isLibrary) {
        text = [0, 1, 2, 3, 4].map((n) => `log${n} as ${local}__${n}`).join(", ");
      }
      if (text) unit.edits.overwrite(element.getStart(unit.tree), element.end, text);
    }
  }
}

function lowerLog(
  unit: Unit,
  node: ts.CallExpression,
  messages: Messages,
  report: (d: Diagnostic) => void,
): void {
  const [text, ...values] = node.arguments;
  if (!text || !ts.isStringLiteralLike(text)) {
    report(
      errorAt(
        unit,
        text ?? node,
        "log-text",
        "the text of a log must be written in place",
        'only its number crosses to the host: write log("temp {} C", t)',
      ),
    );
    return;
  }
  const holes = text.text.split("{}").length - 1;
  if (holes !== values.length) {
    report(
      errorAt(
        unit,
        node,
        "log-values",
        `the text has ${holes} {} but ${values.length} values follow it`,
        "write one {} for each value",
      ),
    );
    return;
  }
  if (values.length > MAX_VALUES) {
    report(
      errorAt(
        unit,
        node,
        "log-values",
        `a log carries at most ${MAX_VALUES} values, this one has ${values.length}`,
        "split it in two",
      ),
    );
    return;
  }
  const id = messages.logs.push({ text: text.text, place: placeOf(unit, node) }) - 1;
  const callee = node.expression;
  unit.edits.overwrite(
    callee.getStart(unit.tree),
    callee.end,
    `${callee.getText(unit.tree)}__${values.length}`,
  );
  unit.edits.overwrite(text.getStart(unit.tree), text.end, String(id));
}

function lowerPanic(
  unit: Unit,
  node: ts.CallExpression,
  messages: Messages,
  report: (d: Diagnostic) => void,
): void {
  const [text, ...rest] = node.arguments;
  if (!text || !ts.isStringLiteralLike(text) || rest.length > 0) {
    report(
      errorAt(
        unit,
        text ?? node,
        "panic-text",
        "panic takes one text, written in place",
        'only its number crosses to the host: write panic("the queue is full")',
      ),
    );
    return;
  }
  const id = messages.panics.push({ text: text.text, place: placeOf(unit, node) }) - 1;
  unit.edits.overwrite(text.getStart(unit.tree), text.end, String(id));
  // asc learns that control does not come back, so no value has to be returned after it.
  const statement = node.parent;
  if (ts.isExpressionStatement(statement)) {
    unit.edits.appendRight(statement.getStart(unit.tree), "{ ");
    unit.edits.appendLeft(statement.end, " throw 0; }");
  }
}

function lowerThrow(
  unit: Unit,
  node: ts.ThrowStatement,
  messages: Messages,
  report: (d: Diagnostic) => void,
): boolean {
  const error = node.expression;
  const text = ts.isNewExpression(error) ? error.arguments?.[0] : undefined;
  const isError = ts.isNewExpression(error) && error.expression.getText(unit.tree) === "Error";
  if (!isError || !text || !ts.isStringLiteralLike(text)) {
    report(
      errorAt(
        unit,
        error,
        "throw-text",
        "only an Error with a text written in place can be thrown",
        'a throw ends the program, and only the number of its text crosses to the host: write throw new Error("the queue is full")',
      ),
    );
    return false;
  }
  const id = messages.panics.push({ text: text.text, place: placeOf(unit, node) }) - 1;
  unit.edits.overwrite(node.getStart(unit.tree), node.end, `{ __throw(${id}); throw 0; }`);
  return true;
}
