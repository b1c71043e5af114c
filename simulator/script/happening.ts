/**
 * Something that happens to a board from outside, at an instant: what a script is made of. A new kind is one
 * file that exports a `defineHappening(...)`, and one line in `kinds.ts`.
 */
import type { Happening } from "../core/context.ts";
import { UsageError } from "../core/errors.ts";
import { parseDuration } from "../core/time.ts";

import type { FaultyBoard } from "./fault.ts";

export type { Happening };

/** What a script acts on: the simulator, as far as it can be touched from outside. */
export interface Stage {
  /**
   * Schedules a fault.
   * @param read is asked at once what to do then.
   */
  fault(happening: Happening, read: (board: FaultyBoard) => () => void): void;
  pin(number: number): {
    drive(level: 0 | 1, at: bigint): void;
    release(at: bigint): void;
  };
  press(id: string, press: { readonly at: bigint; readonly for: bigint }): void;
  /** @param happening what the action plays, if it is one thing of a script. */
  atEndOf(time: bigint, action: () => void, happening?: Happening): void;
  readonly parts: { set(id: string, name: string, value: string, at: bigint): void };
}

export interface HappeningKind {
  readonly name: string;
  /** Its words, for help: `<button> <duration>`. */
  readonly usage: string;
  /** One line for help. */
  readonly summary: string;
  /**
   * Makes it happen. Called before virtual time has come to `at`: it schedules. Of what is late, called at `at`.
   * @throws UsageError if the words are wrong, or the board lacks what they name.
   */
  play(stage: Stage, words: Words, at: bigint): void;
}

/** Gives a definition its type. */
export function defineHappening(kind: HappeningKind): HappeningKind {
  return kind;
}

const MOST_PINS = 2 ** 16 - 1;

/** Takes the words of a happening one by one. */
export class Words {
  readonly happening: Happening;
  readonly #words: readonly string[];
  readonly #where: string;
  readonly #usage: string;
  #next = 0;

  constructor(happening: Happening, usage: string) {
    this.happening = happening;
    this.#words = happening.words;
    this.#where = [happening.kind, ...happening.words].join(" ");
    this.#usage = `write ${happening.kind} ${usage}`.trimEnd();
  }

  /** @throws UsageError */
  wrong(message: string): never {
    throw new UsageError(`"${this.#where}": ${message}`, this.#usage);
  }

  /** The next word; `what` says what is missing if there is none. */
  word(what: string): string {
    return this.#words[this.#next++] ?? this.wrong(`${what} is missing`);
  }

  /** Nanoseconds, more than 0. */
  duration(what: string): bigint {
    const word = this.word(what);
    try {
      const span = parseDuration(word);
      if (span > 0n) return span;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.wrong(error.message);
    }
    return this.wrong(`${what} cannot be 0`);
  }

  /** As `duration`, if there is another word. */
  optionalDuration(what: string): bigint | undefined {
    return this.more ? this.duration(what) : undefined;
  }

  /** A whole number in a range. */
  count(what: string, least: number, most: number): number {
    const word = this.word(what);
    const value = /^-?\d+$/.test(word) ? Number(word) : NaN;
    if (value >= least && value <= most) return value;
    return this.wrong(`${what} is ${word}, not a whole number from ${least} to ${most}`);
  }

  /** A pin that the board has. */
  pin(stage: Stage): number {
    const number = this.count("the pin", 0, MOST_PINS);
    stage.pin(number);
    return number;
  }

  level(): 0 | 1 {
    const word = this.word("the level");
    if (word === "high" || word === "1") return 1;
    if (word === "low" || word === "0") return 0;
    return this.wrong(`a level is low or high, not ${word}`);
  }

  /** Whether another word is there. */
  get more(): boolean {
    return this.#next < this.#words.length;
  }

  /** There must be no word left. */
  end(): void {
    if (this.more) this.wrong(`${this.#words[this.#next]!} is one word too many`);
  }
}
