/**
 * Writes the faces of the border from its one description. Pure: text in, text out, so that a
 * test can compare the result with the files that are checked in.
 */
import { generateHosts } from "./generate-hosts.ts";
import { rustBorder } from "./generate-rust.ts";
import { all } from "./peripherals/index.ts";
import type { Border, BorderFunction, PeripheralBorder, Scalar } from "./model/types.ts";

export interface GeneratedFile {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
}

const notice = "Generated from hal/border by `npm run generate`. Do not edit.";

function comment(doc: string, details: readonly string[] = [], indent = ""): string {
  if (details.length === 0) return `${indent}/** ${doc} */`;
  return [
    `${indent}/**`,
    ...[doc, ...details].map((line) => `${indent} * ${line}`),
    `${indent} */`,
  ].join("\n");
}

function paramDetails(fn: BorderFunction): string[] {
  return fn.params.map((p) => `@param ${p.name} ${p.doc}`);
}

function assemblyScript(border: Border): string {
  const lines = [`// ${notice}`, "", `/** Version of the border this firmware was built for. */`];
  lines.push(`export const BORDER_VERSION: i32 = ${border.version};`, "");
  for (const e of border.enums) {
    lines.push(comment(e.doc), `export enum ${e.name} {`);
    for (const m of e.members) lines.push(comment(m.doc, [], "  "), `  ${m.name} = ${m.value},`);
    lines.push("}", "");
  }
  for (const fn of border.imports) {
    const params = fn.params.map((p) => `${p.name}: ${p.type}`).join(", ");
    lines.push(comment(fn.doc, paramDetails(fn)));
    lines.push(`@external("${border.module}", "${fn.name}")`);
    lines.push(`export declare function ${fn.name}(${params}): ${fn.result};`, "");
  }
  return lines.join("\n");
}

const scriptType = { i32: "number", i64: "bigint", void: "void" } as const;

function signature(fn: BorderFunction): string {
  const params = fn.params.map((p) => `${p.name}: ${scriptType[p.type]}`).join(", ");
  return `${fn.name}(${params}): ${scriptType[fn.result]};`;
}

function functionTable(name: string, doc: string, functions: readonly BorderFunction[]): string[] {
  const lines = [comment(doc), `export const ${name} = {`];
  for (const fn of functions) {
    const params = fn.params.map((p) => `"${p.type}"`).join(", ");
    lines.push(`  ${fn.name}: { params: [${params}], result: "${fn.result}" },`);
  }
  lines.push("} as const;", "");
  return lines;
}

function typeScript(border: Border): string {
  const lines = [`// ${notice}`, ""];
  lines.push(
    comment("Version of the border this host speaks."),
    `export const BORDER_VERSION = ${border.version};`,
    "",
  );
  lines.push(
    comment("Module name of the imports."),
    `export const BORDER_MODULE = "${border.module}";`,
    "",
  );
  lines.push(
    comment("Custom section that carries the version."),
    `export const BORDER_SECTION = "${border.section}";`,
    "",
  );
  for (const e of border.enums) {
    lines.push(comment(e.doc), `export const ${e.name} = {`);
    for (const m of e.members) lines.push(comment(m.doc, [], "  "), `  ${m.name}: ${m.value},`);
    lines.push("} as const;", "");
  }
  lines.push(
    comment("What a host provides, under the module name above."),
    "export interface BorderImports {",
  );
  for (const fn of border.imports)
    lines.push(comment(fn.doc, paramDetails(fn), "  "), `  ${signature(fn)}`);
  lines.push("}", "");
  lines.push(comment("What firmware provides."), "export interface BorderExports {");
  for (const fn of border.exports)
    lines.push(comment(fn.doc, paramDetails(fn), "  "), `  ${signature(fn)}`);
  lines.push(
    comment("Linear memory. Its used part ends at `__heap_base`.", [], "  "),
    "  readonly memory: WebAssembly.Memory;",
  );
  for (const g of border.globals)
    lines.push(comment(g.doc, [], "  "), `  readonly ${g.name}: WebAssembly.Global;`);
  lines.push("}", "");
  lines.push(
    ...functionTable(
      "importTypes",
      "Signatures of the imports, for checks at load time.",
      border.imports,
    ),
  );
  lines.push(
    ...functionTable(
      "exportTypes",
      "Signatures of the exports, for checks at load time.",
      border.exports,
    ),
  );
  return lines.join("\n");
}

const cType: Record<Scalar | "void", string> = { i32: "int32_t", i64: "int64_t", void: "void" };

function cPrototype(prefix: string, fn: BorderFunction): string {
  const params = fn.params.map((p) => `${cType[p.type]} ${p.name}`).join(", ");
  return `${cType[fn.result]} ${prefix}${fn.name}(${params || "void"});`;
}

function cHeader(border: Border): string {
  const lines = [
    `/* ${notice} */`,
    "#ifndef WAKEFUL_HAL_H",
    "#define WAKEFUL_HAL_H",
    "",
    "#include <stdint.h>",
    "",
  ];
  lines.push("#ifdef __cplusplus", 'extern "C" {', "#endif", "");
  lines.push(`#define WAKEFUL_BORDER_VERSION ${border.version}`);
  lines.push(`#define WAKEFUL_BORDER_MODULE "${border.module}"`);
  lines.push(`#define WAKEFUL_BORDER_SECTION "${border.section}"`);
  lines.push("#define WAKEFUL_NEVER INT64_MAX", "");
  for (const e of border.enums) {
    lines.push(`/* ${e.doc} */`, "enum {");
    const prefix = `WAKEFUL_${e.name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}`;
    for (const m of e.members) {
      const name = m.name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
      lines.push(`  ${prefix}_${name} = ${m.value}, /* ${m.doc} */`);
    }
    lines.push("};", "");
  }
  lines.push("/* The host implements these. */", "");
  for (const fn of border.imports)
    lines.push(comment(fn.doc, paramDetails(fn)), cPrototype("hal_", fn), "");
  lines.push("/* The firmware implements these. */", "");
  for (const fn of border.exports)
    lines.push(comment(fn.doc, paramDetails(fn)), cPrototype("firmware_", fn), "");
  lines.push("#ifdef __cplusplus", "}", "#endif", "", "#endif", "");
  return lines.join("\n");
}

/** What firmware imports from "wakeful", the part that talks to the board. */
function driverIndex(peripherals: readonly PeripheralBorder[]): string {
  const lines = [
    `// ${notice}`,
    "",
    '/** What firmware imports from "wakeful", the part that talks to the board. */',
  ];
  const files = peripherals.flatMap(({ exports }) => Object.entries(exports));
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [file, names] of files) {
    lines.push(`export { ${[...names].sort().join(", ")} } from "./drivers/${file}";`);
  }
  return `${lines.join("\n")}\n`;
}

/** All files that follow from the description. */
export function generate(border: Border): GeneratedFile[] {
  return [
    { path: "hal/index.ts", text: driverIndex(all) },
    { path: "hal/generated/bindings.ts", text: assemblyScript(border) },
    { path: "hal/generated/border.ts", text: typeScript(border) },
    { path: "hal/generated/wakeful_hal.h", text: cHeader(border) },
    { path: "hal/generated/wakeful_hal.rs", text: rustBorder(border, notice) },
    ...generateHosts(border, all, notice),
  ];
}
