/**
 * Writes what an editor knows of "wakeful" from the AssemblyScript it is made of: the same names, types
 * and comments, in TypeScript's eyes.
 *
 * - A place function can be called without its place, as authors do, and with it, as hand-written
 *   futures do.
 * - `await` of a `Future<T>` gives a `T`, and `for await` takes a class whose `next()` gives a future
 *   that has `hasValue`.
 * - What the compiler knows by name (`select`, `log`, ...) has the types it has there.
 * - Left out are private members, those marked `@internal`, and those whose types firmware cannot
 *   import.
 *
 * Pure: text in, text out, so that a test can compare the result with the file that is checked in.
 */
import ts from "typescript";
import { type Callable, type Combinator, combinators, placeOf } from "../async/surface.ts";
import { commentOf, firstComment, hasModifier, isInternal } from "./comments.ts";
import { packageNames, type SurfaceName, surfaceNames } from "../front/surface.ts";

const head = `// Generated from firmware/ and hal/ by \`npm run generate\`. Do not edit.

/** What can be awaited. */
type Awaitable = Future<unknown> | Promise<unknown>;
`;

/** Futures are arguments like any others to TypeScript. */
const combined: Record<Combinator, string> = {
  select: "(...futures: Awaitable[]): Promise<i32>",
  selectFair: "(...futures: Awaitable[]): Promise<i32>",
  join: "(...futures: Awaitable[]): Promise<void>",
  timeout: "(future: Awaitable, span: Duration): Promise<bool>",
  timeoutAt: "(future: Awaitable, time: Instant): Promise<bool>",
};

/** What `log` and `panic` become has other names: see compiler/front/messages.ts. */
const reports: Readonly<Record<string, string>> = {
  log0: "export function log(text: string, ...values: bool[]): void;",
  panicAt: "export function panic(text: string): never;",
};

/** Of the functions that `log` becomes one is enough. */
const isRepeated = (name: string): boolean => /^log[1-9]$/.test(name);

/**
 * The declarations of "wakeful".
 * @param read a source of the package, by its path without extension.
 */
export function declarations(read: (path: string) => string): string {
  const names = surfaceNames(read);
  const surface = new Set(names.map((n) => n.name));
  const parts = names
    .filter(({ name }) => !isRepeated(name))
    .map((found) => new Writer(found, surface, names).text());
  // Without this line all that a declaration file declares is exported.
  return [head, ...parts, "export {};\n"].join("\n");
}

class Writer {
  private readonly tree: ts.SourceFile;

  constructor(
    private readonly found: SurfaceName,
    private readonly surface: ReadonlySet<string>,
    private readonly names: readonly SurfaceName[],
  ) {
    this.tree = found.tree;
  }

  text(): string {
    const { name, node, tree } = this.found;
    const report = reports[name];
    if (report) return `${firstComment(tree)}${report}\n`;
    if (ts.isFunctionDeclaration(node)) return this.functionText(node);
    if (ts.isClassDeclaration(node)) return this.classText(node);
    const comment = commentOf(node, tree);
    if (ts.isVariableStatement(node)) {
      const { type } = node.declarationList.declarations.find((d) => d.name.getText() === name)!;
      if (!type) throw new Error(`${tree.fileName}: ${name} needs a type`);
      return `${comment}export const ${name}: ${type.getText(tree)};\n`;
    }
    if (ts.isModuleDeclaration(node)) return `${comment}${this.constants(node)}\n`;
    return `${comment}${node.getText(tree).replace(/^export enum/, "export declare enum")}\n`;
  }

  private functionText(node: ts.FunctionDeclaration): string {
    const { name } = this.found;
    const known = combinators.find((c) => c === name);
    const prefix = "export declare function ";
    if (known) return `${commentOf(node, this.tree)}${prefix}${name}${combined[known]};\n`;
    return `${this.callable(node, prefix)}\n`;
  }

  /** A namespace of constants. */
  private constants(node: ts.ModuleDeclaration): string {
    const lines: string[] = [];
    for (const s of (node.body as ts.ModuleBlock).statements) {
      if (!ts.isVariableStatement(s)) continue;
      lines.push(commentOf(s, this.tree));
      for (const { name, type } of s.declarationList.declarations) {
        lines.push(`const ${name.getText(this.tree)}: ${type!.getText(this.tree)};`);
      }
    }
    return `export declare namespace ${this.found.name} {\n${lines.join("\n")}\n}`;
  }

  private classText(node: ts.ClassDeclaration): string {
    const { name } = this.found;
    const parameters = this.typeParameters(node.typeParameters);
    const bases = node.heritageClauses?.filter((clause) => this.isImportable(clause)) ?? [];
    const base = bases.map((clause) => ` ${this.plain(clause)}`).join("");
    const isAbstract = hasModifier(node, ts.SyntaxKind.AbstractKeyword) ? "abstract " : "";
    const members = node.members.filter((m) => this.isShown(m)).map((m) => this.member(m));
    if (name === "Future") {
      members.push(
        "/** What `await` gives. */",
        "protected then(done: (value: T) => unknown): void;",
      );
    }
    const item = this.streamed(node);
    if (item) {
      members.push(
        "/** What `for await` gives. */",
        `protected [Symbol.asyncIterator](): AsyncIterator<Awaited<${item}>>;`,
      );
    }
    const comment = commentOf(node, this.tree);
    const body = members.join("\n");
    return `${comment}export declare ${isAbstract}class ${name}${parameters}${base} {\n${body}\n}\n`;
  }

  private isShown(member: ts.ClassElement): boolean {
    if (hasModifier(member, ts.SyntaxKind.PrivateKeyword) || isInternal(member)) return false;
    return this.isImportable(member);
  }

  /** Whether firmware can import all types that are named, in bodies aside. */
  private isImportable(declared: ts.Node): boolean {
    const own = packageNames(this.tree);
    let isImportable = true;
    const visit = (node: ts.Node): void => {
      if (ts.isBlock(node)) return;
      const isType = ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node);
      if (isType) {
        const type = (ts.isTypeReferenceNode(node) ? node.typeName : node.expression).getText(
          this.tree,
        );
        if (own.has(type) && !this.surface.has(type)) isImportable = false;
      }
      ts.forEachChild(node, visit);
    };
    visit(declared);
    return isImportable;
  }

  private member(member: ts.ClassElement): string {
    const prefix = hasModifier(member, ts.SyntaxKind.StaticKeyword) ? "static " : "";
    if (ts.isMethodDeclaration(member)) return this.callable(member, prefix);
    const comment = commentOf(member, this.tree);
    const name = member.name!.getText(this.tree);
    const begin = comment + prefix;
    if (ts.isGetAccessor(member)) return `${begin}get ${name}(): ${this.type(member.type)};`;
    if (ts.isSetAccessor(member)) {
      return `${begin}set ${name}(${member.parameters.map((p) => this.parameter(p)).join()});`;
    }
    if (ts.isPropertyDeclaration(member)) return `${begin}${name}: ${this.type(member.type)};`;
    throw new Error(`${this.tree.fileName}: ${name} is of no kind that has a declaration`);
  }

  /** A function or method; a place function twice. */
  private callable(node: Callable, prefix: string): string {
    const comment = commentOf(node, this.tree);
    const name = `${prefix}${node.name!.getText(this.tree)}${this.futureParameters(node)}`;
    const line = (parameters: readonly ts.ParameterDeclaration[]): string =>
      `${name}(${parameters.map((p) => this.parameter(p)).join(", ")}): ${this.type(node.type)};`;
    if (!placeOf(node, this.tree)) return `${comment}${line(node.parameters)}`;
    return [
      `${comment}${line(node.parameters.slice(1))}`,
      "/** The same, in memory that the caller gives: for futures written by hand. */",
      line(node.parameters),
    ].join("\n");
  }

  private parameter({ name, type, initializer, questionToken }: ts.ParameterDeclaration): string {
    const mark = initializer || questionToken ? "?" : "";
    return `${name.getText(this.tree)}${mark}: ${this.type(type)}`;
  }

  /** `F` of a function that speaks of `valueof<F>` is a future. */
  private futureParameters(node: Callable): string {
    const text = this.typeParameters(node.typeParameters);
    return /\bvalueof<F>/.test(node.type?.getText(this.tree) ?? "")
      ? text.replace(/\bF\b/, "F extends Awaitable")
      : text;
  }

  private type(node: ts.TypeNode | undefined): string {
    return node ? this.plain(node) : "void";
  }

  private plain(node: ts.Node): string {
    return node.getText(this.tree).replace(/\bvalueof</g, "Awaited<");
  }

  private typeParameters(nodes: readonly ts.TypeParameterDeclaration[] | undefined): string {
    return nodes ? `<${nodes.map((n) => n.getText(this.tree)).join(", ")}>` : "";
  }

  /** The future that `next` of a stream gives. */
  private streamed(node: ts.ClassDeclaration): string | undefined {
    const next = node.members.find(
      (m): m is ts.MethodDeclaration => ts.isMethodDeclaration(m) && m.name.getText() === "next",
    );
    const type = next?.type;
    if (!type || !ts.isTypeReferenceNode(type)) return undefined;
    const future = this.names.find((n) => n.name === type.typeName.getText())?.node;
    const isFuture =
      future !== undefined &&
      ts.isClassDeclaration(future) &&
      future.members.some((m) => m.name?.getText() === "hasValue");
    return isFuture ? type.getText() : undefined;
  }
}
