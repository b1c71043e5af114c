import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type { Place } from "../../hal/border/side-table.ts";
import type { Span } from "./module.ts";

/** Standard library of AssemblyScript: no author wants to be pointed there. */
const library = "~lib/";

/** How far from an instruction without a place the next one with a place is still its own. */
const reach = 16;

/**
 * Finds places in the author's source for stack traces of wasm. V8 prints the byte offset of each
 * frame; other engines may not, and then the place is unknown.
 */
export class Places {
  readonly #map: TraceMap | null;
  readonly #loops: readonly Span[];
  readonly #toOriginal: (offset: number) => number;

  /**
   * @param map source map of the module, wasm offsets as columns of line 1.
   * @param loops bodies of the module's loops, inner ones first.
   * @param toOriginal leads from offsets of the module that runs to offsets the map speaks of.
   */
  constructor(
    map: object | null | undefined,
    loops: readonly Span[],
    toOriginal: (offset: number) => number,
  ) {
    this.#map = map ? new TraceMap(map as SourceMapInput) : null;
    this.#loops = loops;
    this.#toOriginal = toOriginal;
  }

  /**
   * The innermost place of a stack trace that lies in the author's source.
   * @param isThrown whether a function of the host has thrown: then the innermost instruction is a call, too.
   */
  ofStack(stack: string | undefined, isThrown = false): Place | undefined {
    return this.#innermost(stack, isThrown, () => undefined);
  }

  /**
   * As `ofStack`, for a loop without an end. What the library does in a turn of the author's loop may
   * be inlined there and hide it, so the loops around each place are looked through as well.
   */
  ofEndlessLoop(stack: string | undefined): Place | undefined {
    return this.#innermost(stack, false, (offset) => this.#ofLoopsAround(offset));
  }

  #innermost(
    stack: string | undefined,
    isThrown: boolean,
    around: (offset: number) => Place | undefined,
  ): Place | undefined {
    let inLibrary: Place | undefined;
    let isCall = isThrown;
    for (const frame of (stack ?? "").matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)) {
      const offset = this.#toOriginal(parseInt(frame[1]!, 16));
      const given = isCall ? this.#ofArguments(offset) : undefined;
      isCall = true;
      if (isAuthors(given)) return given;
      const place = this.#ofOffset(offset);
      if (isAuthors(place)) return place;
      const outer = around(offset);
      if (outer) return outer;
      inLibrary ??= place;
    }
    return inLibrary;
  }

  /** The author's place in the innermost loop that has one; rather one before `offset` than after it. */
  #ofLoopsAround(offset: number): Place | undefined {
    for (const { start, end } of this.#loops) {
      if (offset < start || offset >= end) continue;
      for (let at = offset; at >= start; at--) {
        const place = this.#atColumn(at);
        if (isAuthors(place)) return place;
      }
      for (let at = offset; at < end; at++) {
        const place = this.#atColumn(at);
        if (isAuthors(place)) return place;
      }
    }
    return undefined;
  }

  /** A call may have no place of its own; what comes before it, its arguments, has. */
  #ofArguments(offset: number): Place | undefined {
    for (let column = offset; column > offset - reach; column--) {
      const place = this.#atColumn(column);
      if (place) return place;
    }
    return undefined;
  }

  #ofOffset(offset: number): Place | undefined {
    // A loop's header has no place of its own; the first instruction in it has.
    for (let column = offset; column < offset + reach; column++) {
      const place = this.#atColumn(column);
      if (place) return place;
    }
    return undefined;
  }

  #atColumn(column: number): Place | undefined {
    const map = this.#map;
    const segment = map && traceSegment(map, 0, column);
    if (!segment || segment.length === 1) return undefined;
    const file = map.sources[segment[1]];
    return file ? { file, line: segment[2] + 1, column: segment[3] + 1 } : undefined;
  }
}

function isAuthors(place: Place | undefined): boolean {
  return place !== undefined && !place.file.startsWith(library);
}
