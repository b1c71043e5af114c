/** How places in what asc reads lead back to the author's text, through all edits. */
import remapping from "@jridgewell/remapping";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { SideTable } from "../hal/border/side-table.ts";
import type { AscMessage } from "./asc/message.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { authorName } from "./front/asc-name.ts";

/** The text that asc reads for a file, and the maps that lead from it to the author's, in order. */
export interface Staged {
  /** As the author names it. */
  readonly file: string;
  readonly text: string;
  readonly maps: readonly object[];
}

/** By asc's path, without extension. */
export type Stages = (path: string) => Staged | undefined;

const HINT = "this is asc's own error; its manual is at https://www.assemblyscript.org";

const NULL_HINT =
  "copy it to a const first and check that: asc only knows of locals that they are not null";

/** asc's number of "Object is possibly null". */
const POSSIBLY_NULL = 2531;
const OF_NULL = /^Type '(.*) \| null' is not assignable to type '(.*)'/;

function hintOf({ code, message, hint }: AscMessage): string {
  if (hint !== undefined) return hint;
  const [, given, wanted] = OF_NULL.exec(message) ?? [];
  const isNull = code === POSSIBLY_NULL || (given !== undefined && given === wanted);
  return isNull ? `${NULL_HINT}; ${HINT}` : HINT;
}

export function toDiagnostic(message: AscMessage, stages: Stages): Diagnostic {
  const base = {
    severity: message.severity,
    code: typeof message.code === "string" ? message.code : `asc-${message.code}`,
    message: message.message,
    hint: hintOf(message),
  };
  if (message.file === undefined) return base;
  const staged = stages(message.file.replace(/\.ts$/, ""));
  if (!staged) return { ...base, place: { file: message.file, line: 1, column: 1 } };
  const before = staged.text.slice(0, message.start).split("\n");
  let position = { line: before.length, column: before.at(-1)!.length };
  for (const map of staged.maps) {
    const found = originalPositionFor(new TraceMap(map as never), position);
    if (found.line !== null) position = { line: found.line, column: found.column };
  }
  const place = { file: staged.file, line: position.line, column: position.column + 1 };
  return { ...base, place, length: message.end - message.start };
}

/** The source map of the module, leading to the author's text. */
export function chainMaps(map: string, stages: Stages): SideTable["map"] {
  // asc names sources from a folder of the output's name; ours are named from the root.
  const fromRoot = { ...(JSON.parse(map) as object), sourceRoot: "" };
  const chained = remapping(fromRoot as never, (file, context) => {
    // All maps name the same source, so the depth tells which one is next.
    const maps = stages(file.replace(/\.ts$/, ""))?.maps ?? [];
    return (maps[context.depth - 1] as never) ?? null;
  });
  const made = JSON.parse(chained.toString()) as { readonly sources: readonly (string | null)[] };
  return { ...made, sources: made.sources.map((source) => source && authorName(source)) };
}
