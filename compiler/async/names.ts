/** Makes the variables of one async function. */
import ts from "typescript";
import type { Mark, Variable } from "./ir.ts";
import type { Scopes } from "./scopes.ts";
import type { Routine } from "./statements.ts";

/** Names that a frame's class has itself, and functions that its code calls. */
const reserved = new Set(
  (
    "poll drop begin output constructor load store changetype unreachable memory " +
    "usize bool u8 i8 u16 i16 u32 i32 u64 i64 f32 f64"
  ).split(" "),
);

/** Whether a variable's declaration, or its name there, says const. */
function isConst(node: ts.Node): boolean {
  const declaration = ts.isIdentifier(node) ? node.parent : node;
  return (
    ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0
  );
}

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
    /** Names that mean something outside the function in a part of it. */
    private readonly free: ReadonlySet<string>,
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
    // A bare name must not hide another one where that is meant, nor be one of ours.
    const isPlain = !isOurs && count === 1 && !reserved.has(name) && !name.includes("$");
    const own = isPlain && !this.free.has(name) ? name : `${name}$${count}`;
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
    const made = this.make(kind, name, at, typeNode?.getText(this.tree), typeNode);
    const variable = isConst(node) ? { ...made, isConst: true } : made;
    this.scopes.declare(name, variable);
    return variable;
  }
}

/** What an author calls a variable; what the compiler adds has a number behind its name. */
export function variableName(variable: Variable, { self, fn }: Routine): string {
  if (variable === self) return "this";
  if (variable.kind !== "local" && variable.kind !== "parameter") return variable.name;
  const written = /^[\w$]+/.exec(fn.source.text.slice(variable.at))?.[0];
  return written && variable.name.startsWith(written) ? written : variable.name;
}
