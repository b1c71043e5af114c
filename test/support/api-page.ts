/** Writes docs/api.md from what an editor knows of "wakeful", which is made of the sources' comments. */
import ts from "typescript";
import { declarations } from "../../compiler/editor/declarations.ts";
import { firstComment } from "../../compiler/editor/comments.ts";
import { type SurfaceName, surfaceNames } from "../../compiler/front/surface.ts";
import { type Area, areas, awaited, beginnings, byHand } from "./api-areas.ts";

type Declared = ts.Statement;
type Read = (path: string) => string;

const PLACE = "The same, in memory that the caller gives";

export function apiPage(read: Read): string {
  return new Page(read).text();
}

class Page {
  private readonly tree: ts.SourceFile;
  private readonly sources: ReadonlyMap<string, SurfaceName>;
  private readonly declared = new Map<string, Declared[]>();

  constructor(read: Read) {
    const text = declarations(read);
    this.tree = ts.createSourceFile("wakeful.d.ts", text, ts.ScriptTarget.ESNext, true);
    this.sources = new Map(surfaceNames(read).map((found) => [found.name, found]));
    for (const statement of this.tree.statements) {
      const name = nameOf(statement, this.tree);
      if (name === undefined || !isExported(statement)) continue;
      this.declared.set(name, [...(this.declared.get(name) ?? []), statement]);
    }
    const all = [...areas, byHand].flatMap((area) => area.names);
    const unknown = all.filter((name) => !this.declared.has(name));
    const missing = [...this.declared.keys()].filter((name) => !all.includes(name));
    if (unknown.length > 0) throw new Error(`api-areas.ts: not exported: ${unknown.join(", ")}`);
    if (missing.length > 0) throw new Error(`api-areas.ts: give an area to ${missing.join(", ")}`);
  }

  text(): string {
    const all = [...areas, byHand];
    return [
      "# The API",
      "<!-- Generated from firmware/ and hal/ by `npm run generate`. Do not edit. -->",
      wrap(
        'All that firmware imports from "wakeful", from the comments in its sources. To await a future ' +
          "gives the value that is named with its class; `Awaited<F>` is that of an `F`. **Cancel " +
          "safety** says what is lost when a future is dropped before it is ready, as the losers of a " +
          "`select` are: with *cancel safe* nothing is, with *restarts* the progress that was made.",
      ),
      all.map((area) => this.contents(area)).join("\n"),
      ...all.flatMap((area) => this.area(area)),
      this.beginnings(),
      "",
    ].join("\n\n");
  }

  /** A line of the table of contents: functions in one link, each class that one makes with its own. */
  private contents({ title, names }: Area): string {
    const shown = names.filter((name) => this.isMain(name));
    const links = shown.map((name) => `[${name}](#${name.toLowerCase()})`);
    const area = `[${title}](#${title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")})`;
    return wrap(`- ${area}${links.length > 0 ? `: ${links.join(", ")}` : ""}`, "  ");
  }

  private area(area: Area): string[] {
    const nodes = area.names.map((name) => ({ name, found: this.declared.get(name)! }));
    const isClass = ({ found }: { found: Declared[] }): boolean => ts.isClassDeclaration(found[0]!);
    return [
      `## ${area.title}`,
      ...(area.intro === undefined ? [] : [wrap(area.intro)]),
      nodes
        .filter((n) => !isClass(n))
        .map(({ found }) => this.plain(found[0]!))
        .join("\n"),
      ...nodes.filter(isClass).map(({ found }) => this.class(found[0]!, area === byHand)),
    ];
  }

  /** Whether a class is more than a wait for another. */
  private isMain(name: string): boolean {
    const [node] = this.declared.get(name)!;
    return ts.isClassDeclaration(node!) && this.output(node) === undefined;
  }

  /** A function, a type, a constant, an enumeration. */
  private plain(node: Declared): string {
    const doc = this.doc(node);
    if (ts.isEnumDeclaration(node)) {
      const members = node.members.map((m) => item(`${m.name.getText()}`, this.doc(m)));
      return [item(`enum ${node.name.text}`, doc), ...members.map((m) => indent(m))].join("\n");
    }
    if (ts.isModuleDeclaration(node)) {
      const names = (node.body as ts.ModuleBlock).statements.flatMap((s) =>
        ts.isVariableStatement(s)
          ? s.declarationList.declarations.map((d) => d.name.getText())
          : [],
      );
      return item(`${node.name.text}.${names.join(` | ${node.name.text}.`)}`, doc);
    }
    const code = node
      .getText(this.tree)
      .replace(/^export (declare )?(function |const |type )?/, "");
    return item(ts.isTypeAliasDeclaration(node) ? `type ${code}` : code, doc);
  }

  private class(node: Declared, isByHand: boolean): string {
    if (!ts.isClassDeclaration(node)) throw new Error("no class");
    const name = node.name!.text;
    const output = isByHand ? undefined : this.output(node);
    const about = [this.about(name), this.doc(node)].filter((t) => t !== "").join(" ");
    const [before, safety] = about.split(/\s*(?=\*\*Cancel safety:\*\*)/);
    const parameters = node.typeParameters?.map((p) => p.getText()).join(", ");
    const whole = parameters === undefined ? name : `${name}<${parameters}>`;
    const base = node.heritageClauses?.[0]?.types[0]?.getText();
    const isStream = node.members.some((m) => m.name?.getText() === "[Symbol.asyncIterator]");
    const kind = [
      `\`${whole}${isByHand && base !== undefined ? ` extends ${base}` : ""}\``,
      output === undefined ? "" : output === "void" ? ", awaited" : `, awaited for \`${output}\``,
      isStream ? `, ${output === undefined ? "" : "or "}with \`for await\`` : "",
    ].join("");
    const members = this.members(node, isByHand);
    return [
      `${output === undefined ? "###" : "####"} ${name}`,
      wrap(`${kind}. ${before!}`),
      ...(safety === undefined ? [] : [wrap(safety)]),
      ...(members.length === 0 ? [] : [members.join("\n")]),
    ].join("\n\n");
  }

  /** What a file says at its top, of the class that one makes with `create`, `at` or `every`. */
  private about(name: string): string {
    const { tree, node } = this.sources.get(name)!;
    const isMade =
      ts.isClassDeclaration(node) &&
      node.members.some((m) => /^(create|at|every)$/.test(m.name?.getText() ?? ""));
    if (!isMade || /^import/.test(tree.text)) return "";
    const [first] = prose(firstComment(tree)).split("\n\n");
    return (first ?? "").replace(/:$/, ".");
  }

  private members(node: ts.ClassDeclaration, isByHand: boolean): string[] {
    const isFuture = this.output(node) !== undefined;
    const base = node.heritageClauses?.[0]?.types[0]?.expression.getText();
    const inherited = base === undefined || isByHand ? undefined : this.declared.get(base)?.[0];
    const more =
      inherited && !isFuture && ts.isClassDeclaration(inherited)
        ? this.members(inherited, isByHand)
        : [];
    const shown = node.members.filter((m) => {
      const name = m.name!.getText();
      if (hasModifier(m, ts.SyntaxKind.ProtectedKeyword) || this.isPlaced(m)) return false;
      if (isByHand) return true;
      if (beginnings.has(name) || (isFuture && awaited.has(name))) return false;
      return this.doc(m) !== "" || (!isFuture && name !== "drop") || name === "value";
    });
    const own = shown
      .toSorted((a, b) => rank(a) - rank(b))
      .map((m) => item(signature(m).replace(/^static /, `${node.name!.text}.`), this.doc(m)));
    return [...own, ...more];
  }

  /** What is for those who give the memory themselves. */
  private beginnings(): string {
    const lines = areas.flatMap(({ names }) =>
      names.flatMap((name) => {
        const [node] = this.declared.get(name)!;
        if (!ts.isClassDeclaration(node!)) return [];
        return node.members
          .filter((m) => beginnings.has(m.name!.getText()))
          .map((m) => item(`${name}.${signature(m)}`, this.doc(m)));
      }),
    );
    return ["### How each begins", lines.join("\n")].join("\n\n");
  }

  /** Whether it is an overload that takes memory. */
  private isPlaced(node: ts.Node): boolean {
    return this.doc(node).startsWith(PLACE);
  }

  /** What `await` gives of a future; of what is none, nothing. */
  private output(node: Declared | undefined): string | undefined {
    if (!node || !ts.isClassDeclaration(node)) return undefined;
    const base = node.heritageClauses?.[0]?.types[0];
    if (node.name?.text === "Future") return "T";
    if (!base || this.output(this.declared.get(base.expression.getText())?.[0]) === undefined) {
      return undefined;
    }
    return base.typeArguments?.[0]?.getText();
  }

  /** Its comment in one paragraph, without drawings and examples. */
  private doc(node: ts.Node): string {
    const comments = (node as { readonly jsDoc?: readonly ts.JSDoc[] }).jsDoc;
    const own = comments?.at(-1);
    return own ? prose(own.getText(this.tree)).replace(/\s*\n\s*/g, " ") : "";
  }
}

function nameOf(node: ts.Statement, tree: ts.SourceFile): string | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText(tree);
  return (node as { readonly name?: ts.Identifier }).name?.text;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false)
  );
}

function isExported(node: ts.Statement): boolean {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword);
}

/** What makes one comes first, then what one calls, then what one reads. */
function rank(member: ts.ClassElement): number {
  if (hasModifier(member, ts.SyntaxKind.StaticKeyword)) return 0;
  return ts.isMethodDeclaration(member) ? 1 : 2;
}

function signature(node: ts.Node): string {
  return node.getText().replace(/;$/, "").replace(/\s+/g, " ");
}

/** The text of a comment: blocks of code left out, `@param` and `@returns` as sentences. */
function prose(comment: string): string {
  return comment
    .replace(/^\/\*\*\s?|\s*\*\/\s*$/g, "")
    .replace(/^\s*\* ?/gm, "")
    .replace(/^```[^]*?^```$/gm, "")
    .replace(/^- /gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/, see [\w-]+\.ts/g, "")
    .replace(/^@param (\w+) /gm, "`$1`: ")
    .replace(/^@returns (\w)/gm, (_, first: string) => `Gives ${first}`)
    .trim();
}

function item(code: string, doc: string): string {
  const text = code.replace(/;$/, "").replace(/\s+/g, " ");
  return wrap(doc === "" ? `- \`${text}\`` : `- \`${text}\`: ${doc}`, "  ");
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}

/** Breaks lines at 110 columns, and not in code. */
function wrap(text: string, margin = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/(?:`[^`]*`|\[[^\]]*\]\([^)]*\)|\S)+/g) ?? []) {
    if (line !== "" && `${line} ${word}`.length > 108) {
      lines.push(line);
      line = margin + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
