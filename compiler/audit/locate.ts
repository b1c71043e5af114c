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
    const anchors = own
      ? [own]
      : [
          this.positions.after(offset, caller.end),
          this.positions.ahead(offset, caller.start),
        ].filter((p) => p !== null);

    for (const anchor of anchors) {
      const file = this.file(anchor.file);
      if (!file) continue;
      for (const form of forms) {
        const found = own ? file.at(anchor, form) : file.near(anchor, form);
        const node = found.find((n) => isConcatenation(n) || !claimed.has(n)) ?? found[0];
        if (!node) continue;
        claimed.add(node);
        return located(file, anchor.file, node);
      }
    }
    return this.best(anchors);
  }

  /** Nothing looks like the call: the expression around the position, or the bare position. */
  private best(anchors: readonly Position[]): Located {
    const [anchor] = anchors;
    if (!anchor) return { node: null, place: undefined, length: 1, isBase: true };
    const file = this.file(anchor.file);
    const node = file?.at(anchor, isExpressionOfNote as Matcher)[0];
    if (file && node) return { ...located(file, anchor.file, node), isBase: true };
    const { file: path, line, column } = anchor;
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

function located(file: AuthorFile, path: string, node: ts.Node): Located {
  const { line, column } = file.position(node);
  return {
    node,
    place: { file: path, line: line + 1, column: column + 1 },
    length: node.getEnd() - node.getStart(),
    isBase: ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword,
  };
}
