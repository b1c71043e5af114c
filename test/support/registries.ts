/**
 * Folders in which each file is one of a kind, and the index that lists them: adding one is adding a file.
 * `npm run generate` writes the indices before anything else, since all else follows from them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Registry {
  readonly folder: string;
  readonly index: string;
  /** Finds the name of what a file gives. */
  readonly pattern: RegExp;
  /** Lines before and behind the imports. */
  readonly head: string;
  readonly tail: (names: readonly string[]) => string;
}

const registries: readonly Registry[] = [
  {
    folder: "hal/border/peripherals",
    index: "index.ts",
    pattern: /^export const (\w+): PeripheralBorder = /m,
    head: 'import type { PeripheralBorder } from "../model/types.ts";\n',
    tail: (names) =>
      `/** Every kind of hardware that the border knows. */\nexport const all: readonly PeripheralBorder[] = [${names.join(", ")}];\n`,
  },
  {
    folder: "simulator/peripherals",
    index: "all.ts",
    pattern: /^export function (create\w+)\(/m,
    head: 'import type { PeripheralFactory } from "./peripheral.ts";\n',
    tail: (names) =>
      `/** Every peripheral the simulator has. */\nexport const peripherals: readonly PeripheralFactory[] = [${names.join(", ")}];\n`,
  },
  {
    folder: "simulator/parts",
    index: "all.ts",
    pattern: /^export const (\w+) = definePart\(/m,
    head: 'import type { PartDefinition } from "./part.ts";\n',
    tail: (names) =>
      `/** Every part a board file may name. */\nexport const partDefinitions: readonly PartDefinition[] = [${names.join(", ")}];\n`,
  },
];

/** Each index, as it should be. Paths are from the project's root. */
export function indices(root: string): { readonly path: string; readonly text: string }[] {
  return registries.map(({ folder, index, pattern, head, tail }) => {
    const found: { readonly file: string; readonly name: string }[] = [];
    for (const file of readdirSync(join(root, folder)).sort()) {
      const text = file.endsWith(".ts") ? readFileSync(join(root, folder, file), "utf8") : "";
      for (const match of text.matchAll(new RegExp(pattern, "gm"))) {
        found.push({ file, name: match[1]! });
      }
    }
    const files = [...new Set(found.map(({ file }) => file))];
    const imports = files.map((file) => {
      const names = found.filter((one) => one.file === file).map(({ name }) => name);
      return `import { ${names.join(", ")} } from "./${file}";\n`;
    });
    const notice =
      "// Generated from the files of this folder by `npm run generate`. Do not edit.\n";
    const names = found.map(({ name }) => name);
    return {
      path: `${folder}/${index}`,
      text: `${notice}${head}${imports.join("")}\n${tail(names)}`,
    };
  });
}
