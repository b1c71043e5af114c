/** What an `await` cannot change. */
import ts from "typescript";
import { isAssignment, isUpdate } from "./operators.ts";
import { contains, type Scopes } from "./scopes.ts";
import type { Source, World } from "./source.ts";

export class Steady {
  constructor(
    private readonly source: Source,
    private readonly world: World,
    private readonly scopes: Scopes,
  ) {}

  /** A variable of the function that nothing near writes, or a constant. */
  isSteady(node: ts.Identifier): boolean {
    const variable = this.scopes.find(node.text);
    if (variable !== undefined) return !this.isWrittenNear(node);
    const found = this.world.find(this.source, node.text)?.node;
    if (!found || !ts.isVariableDeclaration(found)) return true;
    return (found.parent.flags & ts.NodeFlags.Const) !== 0;
  }

  /** Whether the statement around a name writes it. */
  private isWrittenNear(node: ts.Identifier): boolean {
    let root: ts.Node = node;
    while (ts.isExpression(root.parent)) root = root.parent;
    return contains(root, (n) => {
      const target = ts.isBinaryExpression(n)
        ? isAssignment(n.operatorToken.kind) && n.left
        : (ts.isPrefixUnaryExpression(n) || ts.isPostfixUnaryExpression(n)) &&
          isUpdate(n) &&
          n.operand;
      return target !== false && ts.isIdentifier(target) && target.text === node.text;
    });
  }

  /** A path to a namespace or a class, which is no value. */
  isStaticPath(node: ts.Node): boolean {
    const found = this.named(node);
    return found !== undefined && (ts.isModuleDeclaration(found) || ts.isClassDeclaration(found));
  }

  private named(node: ts.Node): ts.Node | undefined {
    if (ts.isIdentifier(node)) {
      if (this.scopes.find(node.text) !== undefined) return undefined;
      return this.world.find(this.source, node.text)?.node;
    }
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const owner = this.named(node.expression);
    if (!owner || !ts.isModuleDeclaration(owner) || !owner.body) return undefined;
    if (!ts.isModuleBlock(owner.body)) return undefined;
    return owner.body.statements.find(
      (s) =>
        (ts.isModuleDeclaration(s) || ts.isClassDeclaration(s)) && s.name?.text === node.name.text,
    );
  }

  isEnumMember(node: ts.Node): boolean {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return false;
    if (this.scopes.find(node.expression.text) !== undefined) return false;
    const found = this.world.find(this.source, node.expression.text)?.node;
    return found !== undefined && ts.isEnumDeclaration(found);
  }
}
