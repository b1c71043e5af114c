/**
 * Text put together from pieces of a source and new text, that knows where each piece came from.
 */

/** One line of a source map: generated column, source, line, column. Counted from 0. */
type Segment = [number, number, number, number];

export interface DecodedMap {
  readonly version: 3;
  readonly sources: string[];
  readonly names: string[];
  readonly mappings: Segment[][];
}

/** Line and column of an offset, from 0. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.starts.push(i + 1);
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low, column: offset - this.starts[low]! };
  }

  /** The offset of a line and column, both from 0. */
  offset(line: number, column: number): number {
    return (this.starts[line] ?? 0) + column;
  }
}

export class Text {
  private parts: string[] = [];
  private readonly mappings: Segment[][] = [[]];
  private column = 0;

  constructor(
    private readonly source: string,
    private readonly lines: Lines,
  ) {}

  /** Adds new text; with `at` its start leads to that offset of the source. */
  add(text: string, at?: number): this {
    if (at !== undefined) this.mark(at);
    this.append(text);
    return this;
  }

  /** Adds a piece of the source; each word of it leads to its own place. */
  copy(from: number, to: number): this {
    const pattern = /\n|\w+|[^\w\n]/g;
    pattern.lastIndex = from;
    const piece = this.source.slice(0, to);
    let at = from;
    for (let m = pattern.exec(piece); m; m = pattern.exec(piece)) {
      this.mark(m.index);
      this.append(m[0]);
      at = pattern.lastIndex;
    }
    if (at < to) this.append(this.source.slice(at, to));
    return this;
  }

  private mark(at: number): void {
    const { line, column } = this.lines.at(at);
    this.mappings.at(-1)!.push([this.column, 0, line, column]);
  }

  private append(text: string): void {
    this.parts.push(text);
    const end = text.lastIndexOf("\n");
    if (end < 0) {
      this.column += text.length;
      return;
    }
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.mappings.push([]);
    this.column = text.length - end - 1;
  }

  toString(): string {
    if (this.parts.length > 1) this.parts = [this.parts.join("")];
    return this.parts[0] ?? "";
  }

  /** @param name of the source, relative to the file itself. */
  map(name: string): DecodedMap {
    return { version: 3, sources: [name], names: [], mappings: this.mappings };
  }
}
