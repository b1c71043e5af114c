import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

/** AssemblyScript sources of the package. */
function sources(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith(".ts"))
    .map((e) => join(e.parentPath, e.name));
}

interface Found {
  readonly name: string;
  readonly file: string;
  readonly doc: string;
  readonly isFuture: boolean;
}

function exported(file: string): Found[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
  return tree.statements.flatMap((node) => {
    const isExported =
      ts.canHaveModifiers(node) &&
      node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported || (!ts.isClassDeclaration(node) && !ts.isFunctionDeclaration(node))) return [];
    const base = ts.isClassDeclaration(node)
      ? node.heritageClauses?.[0]?.types[0]?.getText(tree)
      : undefined;
    const isAbstract =
      node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AbstractKeyword) ?? false;
    return [
      {
        name: node.name!.text,
        file: relative(projectRoot, file),
        doc: ts
          .getJSDocCommentsAndTags(node)
          .map((d) => d.getText(tree))
          .join("\n"),
        isFuture:
          !isAbstract &&
          base !== undefined &&
          /^(Future|Waiting|Receiving|Guard|Timed|Gesture|EdgeWait)</.test(base),
      },
    ];
  });
}

const all = ["firmware", "hal/drivers"].flatMap(sources).flatMap(exported);
const surface = new Set(
  ["firmware/index.ts", "hal/index.ts"].flatMap((f) => {
    const text = readFileSync(join(projectRoot, f), "utf8");
    return [...text.matchAll(/export \{([^}]*)\}/g)].flatMap((m) =>
      m[1]!.split(",").map((n) => n.trim()),
    );
  }),
);

describe("everything awaitable has a Cancel safety line, in the fixed vocabulary", () => {
  test.each(all.filter((f) => f.isFuture))("$name in $file", ({ doc }) => {
    expect(doc).toMatch(/\*\*Cancel safety:\*\* (cancel safe|restarts)/);
  });
});

describe("everything firmware can import is documented", () => {
  test.each(all.filter((f) => surface.has(f.name) && !/^log\d$/.test(f.name)))(
    "$name in $file",
    ({ doc }) => {
      expect(doc.length).toBeGreaterThan(20);
    },
  );
});
