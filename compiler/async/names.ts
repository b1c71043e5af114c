/** Makes the variables of one async function. */
import type ts from "typescript";
import type { Mark, Variable } from "./ir.ts";
import type { Scopes } from "./scopes.ts";

/** Names that a frame's class has itself. */
const reserved = new Set(["poll", "drop", "begin", "output", "constructor"]);

export class Names {
  /** Hidden variables that are 0 when the function begins. */
  readonly zeros: Variable[] = [];
  /** Loops around the statement at hand. */
  loops = 0;
  private count = 0;
  private marks = 0;
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly scopes: Scopes,
    private readonly tree: ts.SourceFile,
  ) {}

  mark(): Mark {
    return { id: this.marks++ };
  }

  make(
    kind: Variable["kind"],
    name: string,
    at: number,
    annotation?: string,
    typeNode?: ts.TypeNode,
  ): Variable {
    // Authors' names stay as they are where they can; what the compiler adds has a number behind it.
    const count = (this.taken.get(name) ?? 0) + 1;
    this.taken.set(name, count);
    const isOurs = kind !== "local" && kind !== "parameter";
    const own = isOurs || count > 1 || reserved.has(name) ? `${name}$${count}` : name;
    return {
      name: own,
      twin: `${name}$${++this.count}_`,
      kind,
      at,
      ...(annotation ? { annotation } : {}),
      ...(typeNode ? { typeNode } : {}),
    };
  }

  /** A hidden variable that is 0 when the function begins. */
  zero(name: string, type: string): Variable {
    const variable = this.make("hidden", name, 0, type);
    this.zeros.push(variable);
    return variable;
  }

  /** A variable of the author's, in the scope at hand. */
  declare(
    kind: "local" | "parameter",
    name: string,
    node: ts.Node,
    typeNode?: ts.TypeNode,
  ): Variable {
    const at = node.getStart(this.tree);
    const variable = this.make(kind, name, at, typeNode?.getText(this.tree), typeNode);
    this.scopes.declare(name, variable);
    return variable;
  }
}
