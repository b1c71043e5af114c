/** Doc comments and modifiers of declarations. */
import ts from "typescript";

function docs(node: ts.Node): readonly ts.JSDoc[] {
  return (node as { readonly jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? [];
}

/** The doc comment of a declaration, with a line's end; empty if it has none. */
export function commentOf(node: ts.Node, tree: ts.SourceFile): string {
  const own = docs(node).at(-1);
  return own ? `${dedented(own.getText(tree))}\n` : "";
}

/** The doc comment at the top of a file, which is about all that is in it. */
export function firstComment(tree: ts.SourceFile): string {
  const [first] = ts.getLeadingCommentRanges(tree.text, 0) ?? [];
  return first ? `${tree.text.slice(first.pos, first.end)}\n` : "";
}

function dedented(comment: string): string {
  return comment.replace(/\n\s*\*/g, "\n *");
}

/** Whether its comment says that it is not for firmware. */
export function isInternal(node: ts.Node): boolean {
  return docs(node).some((doc) => doc.tags?.some((tag) => tag.tagName.text === "internal"));
}

export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false)
  );
}
