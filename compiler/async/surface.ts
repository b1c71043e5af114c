/**
 * What can be awaited: the program's async functions, and functions that build something in a place.
 *
 * A *place function* has a first parameter named `place`, whose type is what it returns:
 *
 * ```ts
 * export function sleep(place: Sleep, span: Duration): Sleep
 * ```
 *
 * Authors call it without that parameter. The compiler gives it memory: inside the frame of an async
 * function, or, at the top of a file, static memory. What lies there before is arbitrary. If the
 * parameter is called `home`, only static memory will do: other tasks may hold on to what is in it.
 */
import ts from "typescript";
import type { Short } from "./ir.ts";
import type { Declaration, Source, World } from "./source.ts";

export type Callable = ts.FunctionDeclaration | ts.MethodDeclaration;

export interface AsyncFunction {
  readonly source: Source;
  readonly node: Callable & { readonly body: ts.Block };
  /** As the author names it: `blink`, `Lamp.on`. */
  readonly name: string;
  /** The class whose method it is. */
  readonly owner: ts.ClassDeclaration | undefined;
  readonly isStatic: boolean;
  /** Name of its frame's class; instances of generic functions have more behind it. */
  readonly frame: string;
  /** The type in its `Promise<...>`. */
  readonly result: string;
  readonly resultNode: ts.TypeNode | undefined;
  /** Names of the type parameters of its class and its own. */
  readonly typeParameters: readonly string[];
}

export const combinators = ["select", "selectFair", "join", "timeout", "timeoutAt"] as const;
export type Combinator = (typeof combinators)[number];

export type Callee =
  | { readonly kind: "async"; readonly fn: AsyncFunction }
  | { readonly kind: "place"; readonly source: Source; readonly node: Callable }
  | { readonly kind: "combinator"; readonly name: Combinator }
  | { readonly kind: "spawn"; readonly name: "spawn" | "trySpawn" }
  /** A method that has the name of one that can be awaited; its object's type will tell. */
  | { readonly kind: "method"; readonly builds: ReadonlySet<string> }
  | { readonly kind: "plain" };

const plain: Callee = { kind: "plain" };

export class Surface {
  private readonly byNode = new Map<ts.Node, AsyncFunction>();
  private readonly methods = new Map<string, Callable[]>();
  private readonly plainMethods = new Map<string, Callable[]>();

  constructor(
    readonly world: World,
    authors: readonly Source[],
    library: readonly Source[],
  ) {
    for (const source of [...authors, ...library]) {
      for (const fn of asyncFunctions(source)) this.byNode.set(fn.node, fn);
      for (const { node, owner } of callables(source.tree)) {
        if (!owner || isStatic(node)) continue;
        const name = node.name?.getText(source.tree) ?? "";
        const awaitable = isAsync(node) || placeOf(node, source.tree) !== undefined;
        const group = awaitable ? this.methods : this.plainMethods;
        group.set(name, [...(group.get(name) ?? []), node]);
      }
    }
  }

  get functions(): readonly AsyncFunction[] {
    return [...this.byNode.values()];
  }

  functionAt(node: ts.Node): AsyncFunction | undefined {
    return this.byNode.get(node);
  }

  /** What a call calls. `isLocal` tells names that mean a variable of the function. */
  callee(source: Source, call: ts.CallExpression, isLocal: (name: string) => boolean): Callee {
    const { expression } = call;
    if (ts.isIdentifier(expression)) {
      if (isLocal(expression.text)) return plain;
      const found = this.world.find(source, expression.text);
      return found ? this.ofFunction(found) : plain;
    }
    if (!ts.isPropertyAccessExpression(expression)) return plain;
    const object = expression.expression;
    const name = expression.name.text;
    if (ts.isIdentifier(object) && !isLocal(object.text)) {
      const found = this.world.find(source, object.text);
      if (found && ts.isClassDeclaration(found.node)) return this.ofStatic(found, name);
      if (found && ts.isModuleDeclaration(found.node)) return plain;
      const member = this.world.findMember(source, object.text, name);
      if (member) return this.ofFunction(member);
    }
    const imported = this.importedClass(source, object, isLocal);
    if (imported) return this.ofStatic(imported, name);
    const methods = this.methods.get(name);
    return methods ? { kind: "method", builds: new Set(methods.flatMap(classBuilt)) } : plain;
  }

  /** `lib.Reader` of `import * as lib`. */
  private importedClass(
    source: Source,
    node: ts.Expression,
    isLocal: (name: string) => boolean,
  ): Declaration | undefined {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
    if (isLocal(node.expression.text)) return undefined;
    const member = this.world.findMember(source, node.expression.text, node.name.text);
    return member && ts.isClassDeclaration(member.node) ? member : undefined;
  }

  /** The function of a name, if it is one that cannot be awaited. */
  plainFunction(source: Source, name: string): ts.FunctionDeclaration | undefined {
    const found = this.world.find(source, name);
    if (!found || !ts.isFunctionDeclaration(found.node)) return undefined;
    return this.ofFunction(found).kind === "plain" ? found.node : undefined;
  }

  /** The written type of a parameter of a function that is no generic one. */
  parameterType(source: Source, name: string, index: number): ts.TypeNode | undefined {
    const found = this.world.find(source, name);
    if (!found || !ts.isFunctionDeclaration(found.node) || found.node.typeParameters)
      return undefined;
    const skipped = placeOf(found.node, found.source.tree) ? 1 : 0;
    return found.node.parameters[index + skipped]?.type;
  }

  /** Whether a method of this name always builds a future or an object in a place. */
  isAlwaysAwaitable(name: string): boolean {
    return this.methods.has(name) && !this.plainMethods.has(name);
  }

  /** Whether hand-written code gives a call the memory that the compiler would find for it. */
  givesPlace(callee: Callee, call: ts.CallExpression): boolean {
    const [first] = call.arguments;
    if (!first || ts.isLiteralExpression(first)) return false;
    const fits = (node: Callable): boolean => takes(node, call.arguments.length);
    if (callee.kind === "place") return fits(callee.node);
    if (callee.kind !== "method") return false;
    const { name } = call.expression as ts.PropertyAccessExpression;
    const isPlaced = (node: Callable): boolean => placeOf(node, node.getSourceFile()) !== undefined;
    const awaitable = this.methods.get(name.text) ?? [];
    const ordinary = this.plainMethods.get(name.text) ?? [];
    return awaitable.some((m) => isPlaced(m) && fits(m)) && !ordinary.some(fits);
  }

  private ofFunction({ source, name, node }: Declaration): Callee {
    if (!ts.isFunctionDeclaration(node)) return plain;
    if (source.isLibrary) {
      const known = combinators.find((c) => c === name);
      if (known) return { kind: "combinator", name: known };
      if (name === "spawn" || name === "trySpawn") return { kind: "spawn", name };
    }
    return this.ofCallable(source, node);
  }

  private ofStatic({ source, node }: Declaration, name: string): Callee {
    const member = (node as ts.ClassDeclaration).members.find(
      (m): m is ts.MethodDeclaration =>
        ts.isMethodDeclaration(m) && isStatic(m) && m.name.getText(source.tree) === name,
    );
    return member ? this.ofCallable(source, member) : plain;
  }

  private ofCallable(source: Source, node: Callable): Callee {
    const fn = this.byNode.get(node);
    if (fn) return { kind: "async", fn };
    return placeOf(node, source.tree) ? { kind: "place", source, node } : plain;
  }
}

/** Which parameter says for how many elements there is to be room; -1 if none. */
export function capacityOf(node: ts.FunctionLikeDeclaration): number {
  return node.parameters.findIndex((p) => p.name.getText() === "capacity");
}

/** The class of what a place function builds, without its type arguments. */
function classBuilt(node: Callable): string[] {
  const type = placeOf(node, node.getSourceFile());
  return type && ts.isTypeReferenceNode(type) ? [type.typeName.getText()] : [];
}

/** The shorter way to await what a function builds, if there is one. */
export function shortOf(callee: Callee): Short | undefined {
  if (callee.kind !== "place" || !callee.source.isLibrary) return undefined;
  const { path } = callee.source;
  const name = callee.node.name?.getText(callee.source.tree);
  if (name === "yieldNow" && path.endsWith("/future/yield-now")) return "yield";
  return name === "sleep" && path.endsWith("/time/sleep") ? "nap" : undefined;
}

/** Whether a function can be called with so many arguments. */
function takes({ parameters }: Callable, count: number): boolean {
  const required = parameters.filter((p) => !p.initializer && !p.questionToken).length;
  return count >= required && count <= parameters.length;
}

/** Names of the first parameter of a place function. */
const PLACES = ["place", "home"];

/** Whether a place function builds what has to outlive every task. */
export function needsHome(node: Callable): boolean {
  return node.parameters[0]?.name.getText() === "home";
}

/** The type that a place function builds, if it is one. */
export function placeOf(node: Callable, tree: ts.SourceFile): ts.TypeNode | undefined {
  const first = node.parameters[0];
  if (!first?.type || !node.type) return undefined;
  if (!PLACES.includes(first.name.getText(tree))) return undefined;
  return first.type.getText(tree) === node.type.getText(tree) ? node.type : undefined;
}

export function isAsync(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

export function isStatic(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}

/** Functions of a file's top level, and methods. */
export function callables(
  tree: ts.SourceFile,
): { node: Callable; owner: ts.ClassDeclaration | undefined }[] {
  const found: { node: Callable; owner: ts.ClassDeclaration | undefined }[] = [];
  for (const statement of tree.statements) {
    if (ts.isFunctionDeclaration(statement)) found.push({ node: statement, owner: undefined });
    else if (ts.isClassDeclaration(statement)) {
      for (const member of statement.members) {
        if (ts.isMethodDeclaration(member)) found.push({ node: member, owner: statement });
      }
    }
  }
  return found;
}

function asyncFunctions(source: Source): AsyncFunction[] {
  const { tree } = source;
  return callables(tree).flatMap(({ node, owner }) => {
    if (!isAsync(node) || !node.body || !node.name) return [];
    const own = node.name.getText(tree);
    const resultNode = promised(node.type);
    return [
      {
        source,
        node: node as AsyncFunction["node"],
        name: owner ? `${owner.name?.text ?? ""}.${own}` : own,
        owner,
        isStatic: isStatic(node),
        frame: owner ? `${owner.name?.text ?? ""}$${own}` : `${own}$`,
        result: resultNode?.getText(tree) ?? "void",
        resultNode,
        typeParameters: [...(owner?.typeParameters ?? []), ...(node.typeParameters ?? [])].map(
          (p) => p.name.text,
        ),
      },
    ];
  });
}

/** `T` of `Promise<T>`. */
export function promised(type: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (!type || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  return type.typeName.text === "Promise" ? type.typeArguments?.[0] : undefined;
}
