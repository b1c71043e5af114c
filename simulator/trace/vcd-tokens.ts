import { UsageError } from "../core/errors.ts";

/** The words of a value change dump, one after the other, with the line each is on. */
export class VcdTokens {
  readonly #text: string;
  readonly #words = /\S+/g;
  #lineEnd: number;
  /** Of the last word, from 1 on. */
  line = 1;

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = this.#findLineEnd(0);
  }

  /** @returns undefined behind the last one. */
  next(): string | undefined {
    const match = this.#words.exec(this.#text);
    if (match === null) return undefined;
    for (; this.#lineEnd < match.index; this.line++) {
      this.#lineEnd = this.#findLineEnd(this.#lineEnd + 1);
    }
    return match[0];
  }

  /**
   * The words up to `$end`.
   * @param keyword what they belong to, for the message.
   * @throws UsageError if there is no `$end`.
   */
  section(keyword: string): string[] {
    const { line } = this;
    const words: string[] = [];
    for (let word = this.next(); word !== "$end"; word = this.next()) {
      if (word === undefined) {
        throw new UsageError(
          `line ${line}: ${keyword} has no $end`,
          "the file may have been cut off: export it once more",
        );
      }
      words.push(word);
    }
    return words;
  }

  /** @throws UsageError at the line of the last word. */
  wrong(message: string, hint: string): never {
    throw new UsageError(`line ${this.line}: ${message}`, hint);
  }

  #findLineEnd(from: number): number {
    const at = this.#text.indexOf("\n", from);
    return at < 0 ? Infinity : at;
  }
}
