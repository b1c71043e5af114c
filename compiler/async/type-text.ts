/** Types as a file can write them: with imports of what it does not know yet. */
import ts from "typescript";
import type { Source, World } from "./source.ts";
import type { RecordFact, TypeFact } from "./types.ts";

const LIBRARY = "~lib/wakeful/";

export class TypeTexts {
  /** Imports to add, by the file that needs them: name and file to alias. */
  private readonly imports = new Map<string, Map<string, string>>();
  /** Names that a file must export besides those it does. */
  private readonly exports = new Map<string, Set<string>>();

  constructor(
    private readonly world: World,
    /** The lowered name of a frame's class; nothing for other classes. */
    private readonly frameName: (record: RecordFact) => string | undefined,
  ) {}

  /** What is to be added to the end of a file. */
  tail(source: Source): string {
    const imports = [...(this.imports.get(source.path) ?? [])].map(([key, alias]) => {
      const [name, path] = key.split(" ") as [string, string];
      return `import { ${name} as ${alias} } from "${specifier(source.path, path)}";`;
    });
    const exports = [...(this.exports.get(source.path) ?? [])].map((n) => `export { ${n} };`);
    return [...imports, ...exports].map((line) => `${line}\n`).join("");
  }

  /** A type; null is left out, since asc has already found each use of it sound. */
  text(type: TypeFact, source: Source): string {
    if (type.signature) {
      const parameters = type.signature.parameters.map((p, i) => `p${i}: ${this.text(p, source)}`);
      return `(${parameters.join(", ")}) => ${this.text(type.signature.result, source)}`;
    }
    return type.record ? this.record(type.record, source) : type.name;
  }

  private record(record: RecordFact, source: Source): string {
    const slash = record.declared.lastIndexOf("/");
    const path = record.declared.slice(0, slash);
    const frame = this.frameName(record);
    if (frame) return this.named(frame, path, source, true);
    const args = record.typeArguments.map((a) => this.text(a, source));
    const suffix = args.length > 0 ? `<${args.join(", ")}>` : "";
    return this.named(record.declared.slice(slash + 1), path, source, false) + suffix;
  }

  private named(name: string, path: string, source: Source, isFrame: boolean): string {
    if (path === source.path) return name;
    if (path.startsWith("~lib/") && !path.startsWith(LIBRARY)) return name;
    if (!isFrame) {
      const seen = this.world.find(source, name);
      if (seen?.source.path === path && seen.name === name) return name;
      const from = this.world.source(path);
      if (from && !isExported(from, name)) entry(this.exports, path, () => new Set()).add(name);
    }
    const imports = entry(this.imports, source.path, () => new Map<string, string>());
    const key = `${name} ${path}`;
    const known = imports.get(key);
    if (known) return known;
    // Two files may have a class of the same name.
    const count = [...imports.keys()].filter((k) => k.startsWith(`${name} `)).length;
    const alias = `$${name}${count > 0 ? count + 1 : ""}`;
    imports.set(key, alias);
    return alias;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (!found) map.set(key, (found = make()));
  return found;
}

function specifier(from: string, to: string): string {
  if (to.startsWith(LIBRARY)) return `wakeful/${to.slice(LIBRARY.length)}`;
  const up = from.split("/").length - 1;
  return up === 0 ? `./${to}` : `${"../".repeat(up)}${to}`;
}

function isExported(source: Source, name: string): boolean {
  return source.tree.statements.some((s) => {
    if (ts.isExportDeclaration(s) && s.exportClause && ts.isNamedExports(s.exportClause)) {
      return s.exportClause.elements.some((e) => e.name.text === name && !e.propertyName);
    }
    return (
      ts.isClassDeclaration(s) &&
      s.name?.text === name &&
      ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
    );
  });
}
