/** Tables in pages whose rows name the tests that prove them: `[name of the test](../test/x.spec.ts)`. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { projectRoot } from "./parts.ts";

export interface Row {
  /** Its number in the page, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of all tables of a page, but for their heads. */
export function rowsOf(page: string): Row[] {
  const lines = readFileSync(join(projectRoot, page), "utf8").split("\n");
  return lines.flatMap((text, i) => {
    const isRow = text.startsWith("|") && !/^\|[\s:|-]+\|$/.test(text);
    if (!isRow || /^\|[\s:|-]+\|$/.test(lines[i + 1] ?? "")) return [];
    const cells = text.replace(/^\||\|\s*$/g, "").split("|");
    return [{ line: i + 1, cells: cells.map((cell) => cell.trim()) }];
  });
}

export interface Proof {
  /** The text of the link. */
  readonly name: string;
  /** The file, from the root of the project. */
  readonly file: string;
}

/** The tests that a passage of a page links to. */
export function proofsIn(page: string, text: string): Proof[] {
  return [...text.matchAll(/\[([^\]]+)\]\(([^)\s]+\.spec\.ts)\)/g)].map(([, name, target]) => ({
    name: name!,
    file: join(dirname(page), target!),
  }));
}

/** The names that are given to tests in a file, as they are written there. */
function testNames(file: string): Set<string> {
  const path = join(projectRoot, file);
  const names = new Set<string>();
  if (!existsSync(path)) return names;
  const tree = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ESNext);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      let callee: ts.Expression = node.expression;
      while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) {
        callee = callee.expression;
      }
      const name = node.arguments[0];
      const isTest = ts.isIdentifier(callee) && callee.text === "test";
      if (isTest && name && ts.isStringLiteralLike(name)) names.add(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

/** What is wrong with the links of a page to tests; nothing if all is well. */
export function brokenProofs(page: string): string[] {
  return proofsIn(page, readFileSync(join(projectRoot, page), "utf8"))
    .filter(({ name, file }) => !testNames(file).has(name))
    .map(({ name, file }) => `${file} has no test "${name}"`);
}
