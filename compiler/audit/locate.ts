import ts from "typescript";
import type { Place } from "../../hal/border/side-table.ts";
import type { GraphFunction } from "./call-graph.ts";
import {
  AuthorFile,
  formsOf,
  isConcatenation,
  isExpressionOfNote,
  type Matcher,
} from "./expressions.ts";
import type { Position, SourcePositions } from "./source-positions.ts";

export interface Located {
  /** The expression, if the file's text is known. */
  readonly node: ts.Node | null;
  readonly place: Place | undefined;
  readonly length: number;
  /** It is `super(...)`, or a call of the base's constructor that asc made: no `new` stands there. */
  readonly isBase: boolean;
}

/** Finds the author's expression behind an instruction. */
export class Locator {
  private readonly files = new Map<string, AuthorFile | null>();

  constructor(
    private readonly positions: SourcePositions,
    private readonly sourceText: (path: string) => string | undefined,
  ) {}

  /**
   * @param claimed expressions that were found for other instructions of the same function; two
   * instructions without a place of their own in one statement are two expressions.
   */
  find(caller: GraphFunction, offset: number, callee: string, claimed: Set<ts.Node>): Located {
    const forms = formsOf(callee);
    const own = this.positions.at(offset, caller.start);
    const after = this.positions.after(offset, caller.end);
    const ahead = this.positions.ahead(offset, caller.start);
    const searches = own
      ? [this.search(own, "startingAt"), this.search(own, "around")]
      : [this.search(ahead, "around"), this.search(after, "near"), this.search(ahead, "near")];

    for (const mayBeClaimed of [false, true]) {
      for (const search of searches) {
        if (!search) continue;
        for (const form of forms) {
          const found = search.nodes(form);
          // The calls of one template, array or sum belong to one expression: the outermost.
          const node = found.find((n) => mayBeClaimed || isMany(n) || !claimed.has(n));
          if (!node) continue;
          claimed.add(node);
          return located(search.file, search.path, node);
        }
      }
    }
    return this.best(own ?? after ?? ahead);
  }

  private search(
    position: Position | null,
    how: "startingAt" | "around" | "near",
  ): { file: AuthorFile; path: string; nodes: (form: Matcher) => ts.Node[] } | null {
    const file = position && this.file(position.file);
    if (!file) return null;
    return { file, path: position.file, nodes: (form) => file[how](position, form) };
  }

  /** Nothing looks like the call: the expression around the position, or the bare position. */
  private best(position: Position | null): Located {
    if (!position) return { node: null, place: undefined, length: 1, isBase: true };
    const file = this.file(position.file);
    const node = file?.around(position, isExpressionOfNote).at(-1);
    if (file && node) return { ...located(file, position.file, node), isBase: true };
    const { file: path, line, column } = position;
    const place = { file: path, line: line + 1, column: column + 1 };
    return { node: null, place, length: 1, isBase: true };
  }

  private file(path: string): AuthorFile | null {
    let file = this.files.get(path);
    if (file === undefined) {
      const text = this.sourceText(path);
      file = text === undefined ? null : new AuthorFile(path, text);
      this.files.set(path, file);
    }
    return file;
  }
}

function isMany(node: ts.Node): boolean {
  return (
    isConcatenation(node) || ts.isTemplateExpression(node) || ts.isArrayLiteralExpression(node)
  );
}

function located(file: AuthorFile, path: string, node: ts.Node): Located {
  const { line, column } = file.position(node);
  return {
    node,
    place: { file: path, line: line + 1, column: column + 1 },
    length: node.getEnd() - node.getStart(),
    isBase: ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword,
  };
}
