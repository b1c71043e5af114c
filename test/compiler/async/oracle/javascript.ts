/** Turns the source of a program into JavaScript for V8: the same text, bound to the oracle's runtime. */
import ts from "typescript";
import type { Runtime } from "./runtime.ts";

const { factory } = ts;

const runtimeFunctions = new Set([
  "sleep",
  "yieldNow",
  "select",
  "selectFair",
  "join",
  "timeout",
  "spawn",
  "log",
]);

/** A program's `main`, ready to run. */
export function load(source: string, runtime: Runtime): () => void {
  const tree = ts.createSourceFile("program.ts", source, ts.ScriptTarget.ES2022, true);
  const result = ts.transform(tree, [(context) => (file) => new Rewriter(context).file(file)]);
  const text = ts.createPrinter().printFile(result.transformed[0]!);
  const target = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const { outputText } = ts.transpileModule(text, { compilerOptions: target });
  // Records of the program: two words that are zero.
  const records =
    "const changetype = (x) => x; const memory = { data: () => ({ v: 0, next: null }) };";
  const body = `"use strict";\n${records}\n${outputText.replace(/^export /gm, "")}\nreturn main;`;
  return (new Function("$", body) as (runtime: Runtime) => () => void)(runtime);
}

class Rewriter {
  private readonly names: string[] = [];
  private sites = 0;

  constructor(private readonly context: ts.TransformationContext) {}

  file(file: ts.SourceFile): ts.SourceFile {
    for (const s of file.statements) {
      if (ts.isFunctionDeclaration(s) && isAsync(s)) this.names.push(s.name!.text);
    }
    const lazies = this.names.map((name) =>
      declare(name, runtime("lazy", [factory.createIdentifier(`${name}$`)])),
    );
    const statements = file.statements
      .filter((s) => !ts.isImportDeclaration(s) && !ts.isClassDeclaration(s))
      .map((s) => ts.visitNode(s, this.visit) as ts.Statement);
    return factory.updateSourceFile(file, [...lazies, ...statements]);
  }

  private readonly visit = (node: ts.Node): ts.Node => {
    if (ts.isFunctionDeclaration(node) && isAsync(node)) return this.function(node);
    if (ts.isAwaitExpression(node)) return this.await(node.expression);
    if (ts.isReturnStatement(node) && node.expression && this.isAsyncCall(node.expression)) {
      return factory.createReturnStatement(this.await(node.expression));
    }
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isBlock(node)) return factory.createBlock(this.statements(node.statements), true);
    return ts.visitEachChild(node, this.visit, this.context);
  };

  private function(node: ts.FunctionDeclaration): ts.Node {
    return factory.createFunctionDeclaration(
      [factory.createModifier(ts.SyntaxKind.AsyncKeyword)],
      undefined,
      `${node.name!.text}$`,
      undefined,
      node.parameters,
      undefined,
      factory.createBlock(this.statements(node.body!.statements), true),
    );
  }

  private await(future: ts.Expression): ts.AwaitExpression {
    return factory.createAwaitExpression(runtime("awaited", [this.expression(future)]));
  }

  private expression(node: ts.Expression): ts.Expression {
    return ts.visitNode(node, this.visit) as ts.Expression;
  }

  private isAsyncCall(node: ts.Expression): boolean {
    return (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      this.names.includes(node.expression.text)
    );
  }

  private call(node: ts.CallExpression): ts.Node {
    const args = node.arguments.map((a) => this.expression(a));
    const { expression } = node;
    if (ts.isIdentifier(expression)) {
      if (expression.text === "micros") return factory.createParenthesizedExpression(args[0]!);
      if (expression.text === "selectFair") {
        return runtime("selectFair", [factory.createNumericLiteral(this.sites++), ...args]);
      }
      if (runtimeFunctions.has(expression.text)) return runtime(expression.text, args);
    }
    if (expression.getText() === "Channel.create") return runtime("channel", args);
    return ts.visitEachChild(node, this.visit, this.context);
  }

  /** What a variable holds is dropped where its block ends, however it does. */
  private statements(list: readonly ts.Statement[]): ts.Statement[] {
    const [first, ...rest] = list;
    if (!first) return [];
    const name = heldName(first);
    const made = ts.visitNode(first, this.visit) as ts.Statement;
    if (name === undefined) return [made, ...this.statements(rest)];
    const { initializer } = (made as ts.VariableStatement).declarationList.declarations[0]!;
    const release = runtime("release", [factory.createIdentifier(name)]);
    return [
      declare(name, runtime("hold", [initializer!])),
      factory.createTryStatement(
        factory.createBlock(this.statements(rest), true),
        undefined,
        factory.createBlock([factory.createExpressionStatement(release)]),
      ),
    ];
  }
}

function isAsync(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** Futures in variables are called `h` and a number. */
function heldName(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const name = statement.declarationList.declarations[0]!.name.getText();
  return /^h\d+$/.test(name) ? name : undefined;
}

function runtime(name: string, args: readonly ts.Expression[]): ts.CallExpression {
  const member = factory.createPropertyAccessExpression(factory.createIdentifier("$"), name);
  return factory.createCallExpression(member, undefined, [...args]);
}

function declare(name: string, value: ts.Expression): ts.Statement {
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList(
      [factory.createVariableDeclaration(name, undefined, undefined, value)],
      ts.NodeFlags.Const,
    ),
  );
}
