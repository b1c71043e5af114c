import { decodedMappings, type SourceMapInput, TraceMap } from "@jridgewell/trace-mapping";

/** A position in a source. Line and column count from 0, as in source maps. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Mapped {
  readonly offset: number;
  /** Null where asc says that an instruction has no place, or a place in a library. */
  readonly position: Position | null;
}

/**
 * The author's positions by wasm offset. asc gives most instructions a place, but not a call whose
 * result is dropped or that it made itself; their neighbours then tell where it is.
 */
export class SourcePositions {
  private readonly mapped: readonly Mapped[];

  constructor(map: SourceMapInput) {
    const trace = new TraceMap(map);
    this.mapped = (decodedMappings(trace)[0] ?? []).map((segment) => {
      const file = segment.length > 1 ? trace.sources[segment[1]!] : null;
      const known = file && !file.startsWith("~lib/");
      return {
        offset: segment[0],
        position: known ? { file, line: segment[2]!, column: segment[3]! } : null,
      };
    });
  }

  /** The position of the instruction itself, if it has one in the author's code. */
  at(offset: number, functionStart: number): Position | null {
    const found = this.mapped[this.before(offset)];
    return found && found.offset >= functionStart ? found.position : null;
  }

  /** The next position behind an instruction: as a rule that of the statement it is in. */
  after(offset: number, functionEnd: number): Position | null {
    for (let i = this.before(offset) + 1; i < this.mapped.length; i++) {
      const { offset: at, position } = this.mapped[i]!;
      if (at >= functionEnd) return null;
      if (position) return position;
    }
    return null;
  }

  /** The last position in front of an instruction: as a rule that of its last operand. */
  ahead(offset: number, functionStart: number): Position | null {
    for (let i = this.before(offset); i >= 0; i--) {
      const { offset: at, position } = this.mapped[i]!;
      if (at < functionStart) return null;
      if (position) return position;
    }
    return null;
  }

  /** Index of the last mapping at or in front of an offset, or -1. */
  private before(offset: number): number {
    let low = 0;
    let high = this.mapped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.mapped[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
