import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type { Place, SideTable, StaticInfo } from "../../hal/border/side-table.ts";
import type { ModuleShape, Span } from "./module.ts";

/** Standard library of AssemblyScript: no author wants to be pointed there. */
const library = "~lib/";

/** How far from an instruction without a place the next one with a place is still its own. */
const reach = 16;

/** How far behind what the author gives a function of the library's an instruction of it is looked for. */
const inlinedReach = 64;

/**
 * Finds places in the author's source for stack traces of wasm. V8 prints the byte offset of each
 * frame; other engines may not, and then the place is unknown.
 */
export class Places {
  readonly #map: TraceMap | null;
  readonly #shape: Pick<ModuleShape, "loops" | "bodies">;
  readonly #statics: readonly StaticInfo[];
  readonly #toOriginal: (offset: number) => number;

  /**
   * @param table with a source map of the module, wasm offsets as columns of line 1.
   * @param toOriginal leads from offsets of the module that runs to offsets the map speaks of.
   */
  constructor(
    table: SideTable | undefined,
    shape: Pick<ModuleShape, "loops" | "bodies">,
    toOriginal: (offset: number) => number,
  ) {
    this.#map = table?.map ? new TraceMap(table.map as SourceMapInput) : null;
    this.#statics = table?.memory.statics ?? [];
    this.#shape = shape;
    this.#toOriginal = toOriginal;
  }

  /**
   * The innermost place of a stack trace that lies in the author's source.
   * @param entry the export that was called: in `start`, what stands at the top of files runs.
   * @param isThrown whether a function of the host has thrown: then the innermost instruction is a call, too.
   */
  ofStack(stack: string | undefined, entry: string, isThrown = false): Place | undefined {
    return this.#innermost(stack, isThrown, (offset, place) =>
      entry === "start" ? this.#ofOpening(offset, place) : this.#ofCaller(offset),
    );
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
    around: (offset: number, place: Place | undefined) => Place | undefined,
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
      const outer = around(offset, place);
      if (outer) return outer;
      inLibrary ??= place;
    }
    return inLibrary;
  }

  /** The author's place in the innermost loop that has one; rather one before `offset` than after it. */
  #ofLoopsAround(offset: number): Place | undefined {
    for (const { start, end } of this.#shape.loops) {
      if (offset < start || offset >= end) continue;
      const place = this.#before(offset, start) ?? this.#after(offset, end);
      if (place) return place;
    }
    return undefined;
  }

  /** Of a function of the library's that was inlined: where the author's code gives it something. */
  #ofCaller(offset: number): Place | undefined {
    const body = this.#bodyAround(offset);
    return body && this.#before(offset, Math.max(body.start, offset - inlinedReach));
  }

  /**
   * As `#ofCaller`, at the top of a file. An object that is made of constants leaves no instruction of the
   * author's; but then it is the only one of its kind, or the function would not have been inlined.
   */
  #ofOpening(offset: number, place: Place | undefined): Place | undefined {
    const body = this.#bodyAround(offset);
    if (!body) return undefined;
    const before = this.#before(offset, body.start);
    const after = this.#after(offset, body.end);
    const possible = this.#statics.filter(
      ({ place: own }) => own && isAuthors(own) && isBetween(own, before, after),
    );
    const kind = /([\w-]+)\.ts$/.exec(place?.file ?? "")?.[1]?.replaceAll("-", "");
    const alike = possible.filter(({ type }) => type?.toLowerCase() === kind);
    if (alike.length === 1) return alike[0]!.place;
    return before ?? (possible.length === 1 ? possible[0]!.place : undefined);
  }

  #bodyAround(offset: number): Span | undefined {
    return this.#shape.bodies.find(({ start, end }) => offset >= start && offset < end);
  }

  /** The author's last place from `start` on up to `offset`. */
  #before(offset: number, start: number): Place | undefined {
    for (let at = offset; at >= start; at--) {
      const place = this.#atColumn(at);
      if (isAuthors(place)) return place;
    }
    return undefined;
  }

  /** The author's first place from `offset` on. */
  #after(offset: number, end: number): Place | undefined {
    for (let at = offset; at < end; at++) {
      const place = this.#atColumn(at);
      if (isAuthors(place)) return place;
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

/** Whether a line is neither that of others nor beyond them, as far as they are in its file. */
function isBetween(place: Place, before: Place | undefined, after: Place | undefined): boolean {
  if (before?.file === place.file && place.line <= before.line) return false;
  return after?.file !== place.file || place.line < after.line;
}
