/** Draws the reports on RAM and code as tables. */
import type { CodeFunction, CodeReport } from "../../compiler/report/code.ts";
import { extent, overlaps } from "../../compiler/report/overlaps.ts";
import type { RamReport, TaskRam } from "../../compiler/report/ram.ts";
import type { FramePart } from "../../hal/border/side-table.ts";
import type { Palette } from "./palette.ts";
import { columns, count } from "./text.ts";

type Row = readonly [bytes: number | "", what: string, detail?: string];

function table(rows: readonly Row[]): string {
  const digits = Math.max(5, ...rows.map(([bytes]) => `${bytes}`.length));
  const names = Math.max(...rows.map(([, what, detail]) => (detail ? what.length : 0)));
  return rows
    .map(([bytes, what, detail = ""]) => {
      const line = `  ${`${bytes}`.padStart(digits)}  ${what.padEnd(names)}  ${detail}`;
      return `${line.trimEnd()}\n`;
    })
    .join("");
}

/**
 * Every byte of RAM, and the sum.
 * @param variables bytes of module variables, which lie elsewhere.
 */
export function drawRam(ram: RamReport, variables: number): string {
  const { base, tasks, statics, alignment, total, sum, exact } = ram;
  const rows: Row[] = [
    [base, "base", "kept free, so that no address is null"],
    ...tasks.flatMap(taskRows),
    ...statics.map(({ name, bytes }): Row => [bytes, name]),
    [alignment, "alignment", "from __data_end to __heap_base, a multiple of 16"],
    [total, "total", "__heap_base"],
  ];
  const verdict = exact
    ? `sum without base: ${sum} = ${total} (__heap_base) - ${base} (base)`
    : `sum without base: ${sum}, but ${total} (__heap_base) - ${base} (base) is ${total - base}: please report it`;
  const elsewhere =
    variables > 0
      ? `  ${count(variables, "more byte")} of module variables (\`let\` outside of functions), which hosts keep outside of it\n`
      : "";
  return `${table(rows)}\n  ${verdict}\n${elsewhere}`;
}

function taskRows(task: TaskRam): Row[] {
  const { name, pool, prefixBytes, headerBytes, frameBytes, ownBytes, parts, bytes } = task;
  const slot = `${prefixBytes} prefix + ${headerBytes} header + ${frameBytes} frame`;
  const pieces = overlaps(parts).map(describeParts);
  return [
    [bytes, name, `${pool} × (${slot})`],
    ["", "", `  frame ${frameBytes} = ${[`own fields ${ownBytes}`, ...pieces].join(" + ")}`],
  ];
}

/** Parts at the same bytes count once. */
function describeParts(group: readonly FramePart[]): string {
  const [only] = group;
  if (group.length > 1) return `${extent(group).bytes} shared by ${group.length} futures`;
  const note = only!.type === "Sleep" ? " (timer node)" : "";
  return `${only!.name}: ${only!.type} ${only!.bytes}${note}`;
}

/** What is left to say of a module without a side table. */
export function drawUnknownRam(heapBase: number | null): string {
  if (heapBase === null) return "  unknown: the module exports no constant __heap_base\n";
  return [
    `  ${count(heapBase, "byte")}: __heap_base`,
    "  there is no side table (.wakeful.json) beside the module to tell what they are",
    "",
  ].join("\n");
}

/** The module by function and by section. */
export function drawCode(code: CodeReport, most: number, palette: Palette): string {
  const shown = code.functions.slice(0, most);
  const rest = code.functions.slice(most);
  const rows = shown.map((f): Row => [f.bytes, nameOf(f), placeOf(f)]);
  if (rest.length > 0) {
    const bytes = rest.reduce((sum, f) => sum + f.bytes, 0);
    rows.push([bytes, `${count(rest.length, "more function")}`, "--all lists them"]);
  }
  const sections = code.sections.map((s): Row => [s.bytes, s.name, s.custom ? "custom" : ""]);
  sections.push([code.bytes, "total", "the file"]);
  return [
    `\n${palette.bold("wasm by function")}\n${rows.length > 0 ? table(rows) : columns([["none", ""]])}`,
    `\n${palette.bold("wasm by section")}\n${table(sections)}`,
  ].join("");
}

function nameOf({ name, exports, index }: CodeFunction): string {
  const exported = exports.length > 0 ? `export ${exports.join(", ")}` : "";
  if (name === null) return exported || `function ${index}`;
  return exported ? `${name} (${exported})` : name;
}

function placeOf({ place }: CodeFunction): string {
  // Of the package's own functions the name says enough.
  return place && !place.file.startsWith("~lib/") ? `${place.file}:${place.line}` : "";
}
