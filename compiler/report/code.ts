/** What the module's bytes are: its sections, and its functions with names as good as can be had. */
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type { Place, SideTable } from "../../hal/border/side-table.ts";
import { readModule } from "../binary/module.ts";
import { measureSizes, type SectionSize } from "../binary/sizes.ts";

export interface CodeFunction {
  readonly index: number;
  /** From the name section, or the side table if there is none, as in release builds. */
  readonly name: string | null;
  /** Names it is exported under. */
  readonly exports: readonly string[];
  /** Source of the first instruction that has one; an inlined callee's, if that comes first. */
  readonly place: Place | null;
  readonly bytes: number;
}

export interface CodeReport {
  /** Size of the file; the sections sum up to it. */
  readonly bytes: number;
  /** Largest first. */
  readonly sections: readonly SectionSize[];
  /** Largest first. */
  readonly functions: readonly CodeFunction[];
}

/**
 * @param table what the compiler wrote beside the module.
 * @throws BinaryError if the bytes are not a module.
 */
export function codeReport(
  bytes: Uint8Array,
  table?: Pick<SideTable, "functions" | "map">,
): CodeReport {
  const module = readModule(bytes);
  const sizes = measureSizes(bytes);
  const places = table?.map ? firstPlaces(table.map, module.functions) : new Map<number, Place>();
  return {
    bytes: sizes.bytes,
    sections: sizes.sections,
    functions: sizes.functions.map(({ index, bytes: size }) => ({
      index,
      name: module.names.functions.get(index) ?? table?.functions[index] ?? null,
      exports: module.exports
        .filter((e) => e.kind === "function" && e.index === index)
        .map((e) => e.name),
      place: places.get(index) ?? null,
      bytes: size,
    })),
  };
}

interface Body {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Bodies and mappings are both in ascending order, so one pass over each will do. */
function firstPlaces(map: object, bodies: readonly Body[]): Map<number, Place> {
  const trace = new TraceMap(map as SourceMapInput);
  const mappings = decodedMappings(trace)[0] ?? [];
  const places = new Map<number, Place>();
  let next = 0;
  for (const { index, start, end } of bodies) {
    for (; next < mappings.length && mappings[next]![0] < end; next++) {
      const [offset, source, line, column] = mappings[next]!;
      if (offset < start || source === undefined || places.has(index)) continue;
      const file = trace.sources[source];
      if (file) places.set(index, { file, line: line! + 1, column: column! + 1 });
    }
  }
  return places;
}
