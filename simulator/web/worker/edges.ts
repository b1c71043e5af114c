/**
 * All edges of one signal, in typed arrays by chunks: nine bytes each. After going back in time those behind the
 * end stay, as what is to come: they are overwritten on the way forward, and cut when something else is done.
 *
 * ```
 *   first        count       known
 *     │ the past   │ to come   │
 * ```
 */
import type { Level } from "../../core/context.ts";

/** Edges a chunk: 2 to the power of `BITS`, for these are the innermost loops. */
const BITS = 10;
export const CHUNK = 1 << BITS;
export const CHUNK_BYTES = CHUNK * 9;
/** The position of a level here is what is stored of it. */
export const LEVELS: readonly Level[] = [0, 1, "z", "x"];

export const codeOf = (level: Level): number => (level === "z" ? 2 : level === "x" ? 3 : level);

interface Chunk {
  readonly times: Float64Array;
  readonly levels: Uint8Array;
}

export class Edges {
  /** Code of the level in front of the first edge that is kept. */
  #initial: number;
  /** Edges count from the beginning of the run, dropped ones included; those before are dropped. */
  #first = 0;
  /** Since when edges are kept, in nanoseconds. */
  #since = 0;
  #chunks: Chunk[] = [];
  #count = 0;
  #known = 0;

  constructor(initial: number) {
    this.#initial = initial;
  }

  /** Index of the first edge that is kept. */
  get first(): number {
    return this.#first;
  }

  /** Edges before that time are not kept; 0 if all are. */
  get since(): number {
    return this.#since;
  }

  /** How many edges there were up to now. */
  get count(): number {
    return this.#count;
  }

  /** The same with those to come. */
  get known(): number {
    return this.#known;
  }

  get chunks(): number {
    return this.#chunks.length;
  }

  /** Code of the level in front of the first edge. */
  get initial(): number {
    return this.#initial;
  }

  /** Time of the last edge of the oldest chunk; undefined if there is none that is full. */
  get oldest(): number | undefined {
    return this.#chunks.length < 2 ? undefined : this.#chunks[0]!.times[CHUNK - 1]!;
  }

  time(index: number): number {
    const i = index - this.#first;
    return this.#chunks[i >> BITS]!.times[i & (CHUNK - 1)]!;
  }

  /** Code of the level behind an edge; of the one before the first, the level that it began with. */
  level(index: number): number {
    const i = index - this.#first;
    return i < 0 ? this.#initial : this.#chunks[i >> BITS]!.levels[i & (CHUNK - 1)]!;
  }

  /** @returns whether it took another chunk. */
  push(time: number, level: number): boolean {
    const i = this.#count - this.#first;
    const at = i >> BITS;
    const isNew = at === this.#chunks.length;
    if (isNew) {
      this.#chunks.push({ times: new Float64Array(CHUNK), levels: new Uint8Array(CHUNK) });
    }
    const { times, levels } = this.#chunks[at]!;
    const slot = i & (CHUNK - 1);
    // The same comes again after going back; if ever it does not, what was to come is wrong.
    const isSame = this.#count < this.#known && times[slot] === time && levels[slot] === level;
    times[slot] = time;
    levels[slot] = level;
    this.#count++;
    if (!isSame) this.#known = this.#count;
    return isNew;
  }

  /** How many edges are not later than `time`, from one on that is known not to be. */
  upTo(time: number, from = this.#first): number {
    // Galloping: of a picture's columns the next one is near.
    let step = 1;
    let low = from;
    while (low + step <= this.#known && this.time(low + step - 1) <= time) {
      low += step;
      step *= 2;
    }
    let high = Math.min(this.#known, low + step - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Drops the oldest chunk. */
  drop(): void {
    this.#since = this.time(this.#first + CHUNK - 1);
    this.#initial = this.level(this.#first + CHUNK - 1);
    this.#chunks.shift();
    this.#first += CHUNK;
  }

  /** Goes back to `time`, when there were so many edges; `level` is the level then. */
  goTo(count: number, level: number, time: number): void {
    if (count < this.#first) {
      this.#since = time;
      this.#chunks = [];
      this.#first = this.#known = count;
      this.#initial = level;
    }
    this.#count = count;
  }

  /** Cuts what was to come. */
  cut(): void {
    this.#known = this.#count;
    this.#chunks.length = Math.ceil((this.#count - this.#first) / CHUNK);
  }
}
