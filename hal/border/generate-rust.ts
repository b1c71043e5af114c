/**
 * Writes the face of the border that guests in Rust include: constants, the custom section with the version, and
 * the functions of the host. As rustfmt would lay it out.
 */
import type { Border, BorderFunction, Scalar } from "./model/types.ts";

const rustType: Record<Scalar, string> = { i32: "i32", i64: "i64" };

/** rustfmt breaks a line that is longer. */
const WIDTH = 100;

const INDENT = "    ";

const snake = (name: string): string => name.replace(/(?<=[a-z\d])(?=[A-Z])/g, "_").toLowerCase();

/** A number as LEB128, unsigned. */
function leb128(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...leb128(value >>> 7)];
}

function declaration({ name, params, result }: BorderFunction): string[] {
  const gives = result === "void" ? "" : ` -> ${rustType[result]}`;
  const takes = params.map((p) => `${p.name}: ${rustType[p.type]}`);
  const line = `${INDENT}pub fn ${name}(${takes.join(", ")})${gives};`;
  if (line.length <= WIDTH) return [line];
  return [
    `${INDENT}pub fn ${name}(`,
    ...takes.map((p) => `${INDENT}${INDENT}${p},`),
    `${INDENT})${gives};`,
  ];
}

function documented(fn: BorderFunction): string[] {
  const params = fn.params.map((p) => `${INDENT}/// * \`${p.name}\`: ${p.doc}`);
  return [
    `${INDENT}/// ${fn.doc}`,
    ...(params.length > 0 ? [`${INDENT}///`, ...params] : []),
    ...declaration(fn),
  ];
}

/** What a Rust crate takes in as a module of its own. */
export function rustBorder(border: Border, notice: string): string {
  const section = leb128(border.version);
  const lines = [
    `// ${notice}`,
    "",
    "/// Version of the border this guest was built for.",
    `pub const BORDER_VERSION: u32 = ${border.version};`,
    "",
    "/// What `poll` returns if only an interrupt can wake.",
    "pub const NEVER: i64 = i64::MAX;",
    "",
    "/// Tells a host the version, as LEB128, without running anything.",
    "#[used]",
    `#[link_section = "${border.section}"]`,
    `pub static SECTION: [u8; ${section.length}] = [${section.join(", ")}];`,
    "",
  ];
  for (const e of border.enums) {
    lines.push(`/// ${e.doc}`, `pub mod ${snake(e.name)} {`);
    for (const m of e.members) {
      const name = snake(m.name).toUpperCase();
      lines.push(`${INDENT}/// ${m.doc}`, `${INDENT}pub const ${name}: i32 = ${m.value};`);
    }
    lines.push("}", "");
  }
  lines.push(
    "// Only those that are called are imported. The host keeps no address and takes every number: what it has not,",
    "// it refuses by stopping the guest.",
    `#[link(wasm_import_module = "${border.module}")]`,
    'extern "C" {',
  );
  border.imports.forEach((fn, i) => lines.push(...(i > 0 ? [""] : []), ...documented(fn)));
  lines.push("}", "");
  return lines.join("\n");
}
