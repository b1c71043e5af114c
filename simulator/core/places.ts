import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type { Place } from "../../hal/border/side-table.ts";

/** Standard library of AssemblyScript: no author wants to be pointed there. */
const library = "~lib/";

/** How far behind an instruction without a place the next one with a place is still its own. */
const reach = 16;

/**
 * Finds places in the author's source for stack traces of wasm. V8 prints the byte offset of each
 * frame; other engines may not, and then the place is unknown.
 */
export class Places {
  readonly #map: TraceMap | null;
  readonly #toOriginal: (offset: number) => number;

  /**
   * @param map source map of the module, wasm offsets as columns of line 1.
   * @param toOriginal leads from offsets of the module that runs to offsets the map speaks of.
   */
  constructor(map: object | null | undefined, toOriginal: (offset: number) => number) {
    this.#map = map ? new TraceMap(map as SourceMapInput) : null;
    this.#toOriginal = toOriginal;
  }

  /** The innermost place of a stack trace that lies in the author's source. */
  ofStack(stack: string | undefined): Place | undefined {
    let inLibrary: Place | undefined;
    for (const frame of (stack ?? "").matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)) {
      const place = this.#ofOffset(this.#toOriginal(parseInt(frame[1]!, 16)));
      if (!place) continue;
      if (!place.file.startsWith(library)) return place;
      inLibrary ??= place;
    }
    return inLibrary;
  }

  #ofOffset(offset: number): Place | undefined {
    const map = this.#map;
    if (!map) return undefined;
    // A loop's header has no place of its own; the first instruction in it has.
    for (let column = offset; column < offset + reach; column++) {
      const segment = traceSegment(map, 0, column);
      if (!segment || segment.length === 1) continue;
      const file = map.sources[segment[1]];
      if (file) return { file, line: segment[2] + 1, column: segment[3] + 1 };
    }
    return undefined;
  }
}
