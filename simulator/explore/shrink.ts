/**
 * From a script that fails to the fewest and earliest events that do: drops what happens, sets the seed to 1, and
 * moves what is left to the front. The same script always comes to the same end.
 */
import type { Happening } from "../script/happening.ts";
import { byTime, type Script } from "../script/script.ts";
import { type Fault, runScript } from "./run.ts";
import { gridOf, type Possibility, possibilitiesOf, type Scenario } from "./scenario.ts";

/** Runs at most. */
const MOST_RUNS = 1_000;

export interface Shrunk {
  readonly script: Script;
  readonly fault: Fault;
  /** How many it took. */
  readonly runs: number;
}

export function shrink(scenario: Scenario, script: Script, fault: Fault): Shrunk {
  const shrinker = new Shrinker(scenario, script, fault);
  shrinker.shrink();
  return shrinker;
}

class Shrinker implements Shrunk {
  readonly #scenario: Scenario;
  readonly #may: readonly Possibility[];
  script: Script;
  fault: Fault;
  runs = 0;

  constructor(scenario: Scenario, script: Script, fault: Fault) {
    this.#scenario = scenario;
    this.#may = possibilitiesOf(scenario);
    this.script = script;
    this.fault = fault;
  }

  shrink(): void {
    this.#try({ ...this.script, seed: 1 });
    let isNew = true;
    while (isNew && this.runs < MOST_RUNS) {
      isNew = this.#drop();
      isNew = this.#soften() || isNew;
      isNew = this.#shift() || isNew;
      isNew = this.#advance() || isNew;
    }
  }

  /** Keeps a script if it fails in the same way. */
  #try(script: Script): boolean {
    if (this.runs >= MOST_RUNS) return false;
    this.runs++;
    const { fault } = runScript(this.#scenario, script);
    if (fault?.kind !== this.fault.kind) return false;
    this.script = script;
    this.fault = fault;
    return true;
  }

  /** The last ones first: what follows the fault has nothing to do with it. */
  #drop(): boolean {
    let isNew = false;
    for (let i = this.script.happenings.length - 1; i >= 0; i--) {
      const happenings = this.script.happenings.filter((_, k) => k !== i);
      const { of, count } = this.#possibility(this.script.happenings[i]!);
      if (count <= of.least) continue;
      isNew = this.#try({ ...this.script, happenings }) || isNew;
    }
    return isNew;
  }

  /** Nothing is late that need not be. */
  #soften(): boolean {
    let isNew = false;
    this.script.happenings.forEach(({ late, ...rest }, i) => {
      if (late === true) isNew = this.#replace(i, rest) || isNew;
    });
    return isNew;
  }

  #advance(): boolean {
    let isNew = false;
    for (let i = 0; i < this.script.happenings.length; i++) {
      isNew = this.#advanceSome([this.script.happenings[i]!]) || isNew;
    }
    return isNew;
  }

  /** Neighbours together, so that those which matter to each other keep their distance. */
  #shift(): boolean {
    let isNew = false;
    const { length } = this.script.happenings;
    for (let size = length; size > 1; size--) {
      for (let i = 0; i + size <= length; i++) {
        isNew = this.#advanceSome(this.script.happenings.slice(i, i + size)) || isNew;
      }
    }
    return isNew;
  }

  /**
   * Moves some to the front by one span, within their windows. By bisection: of spans that fail it finds a long one,
   * and the longest if all shorter ones fail too.
   */
  #advanceSome(some: readonly Happening[]): boolean {
    const grid = gridOf(this.#scenario);
    const room = some
      .map((happening) => happening.at - this.#possibility(happening).of.from)
      .reduce((a, b) => (a < b ? a : b));
    if (room <= 0n) return false;
    // Where they are now: what they overtook has another place.
    let current = some;
    let done = 0n;
    const move = (span: bigint): boolean => {
      const moved = some.map((happening) => ({ ...happening, at: happening.at - span }));
      const happenings = this.script.happenings.map((old) => {
        const i = current.indexOf(old);
        return i < 0 ? old : moved[i]!;
      });
      if (!this.#try({ ...this.script, happenings: byTime(happenings) })) return false;
      current = moved;
      done = span;
      return true;
    };
    if (move(room)) return true;
    // Spans that leave the first of them on the grid of its window; `most` of them does not fail.
    const rest = room % grid;
    let least = -1n;
    let most = room / grid;
    while (most - least > 1n && this.runs < MOST_RUNS) {
      const middle = (least + most + 1n) / 2n;
      if (middle === most) break;
      if (rest + middle * grid > 0n && move(rest + middle * grid)) least = middle;
      else most = middle;
    }
    return done > 0n;
  }

  #replace(i: number, by: Happening): boolean {
    const happenings = byTime(this.script.happenings.map((old, k) => (k === i ? by : old)));
    return this.#try({ ...this.script, happenings });
  }

  /** What of the scenario it is, and how often that happens. */
  #possibility({ kind, words, at }: Happening): { of: Possibility; count: number } {
    const isOf = (of: Possibility, one: Pick<Happening, "kind" | "words" | "at">): boolean =>
      one.kind === of.kind &&
      one.words.join(" ") === of.words.join(" ") &&
      one.at >= of.from &&
      one.at <= of.to;
    const of = this.#may.find((possibility) => isOf(possibility, { kind, words, at }))!;
    return { of, count: this.script.happenings.filter((other) => isOf(of, other)).length };
  }
}
