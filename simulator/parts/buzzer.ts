import { z } from "zod";
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberAttr } from "./setting.ts";

/** What a buzzer sounded at one pitch. */
export interface Tone {
  /** Of its first edge, in nanoseconds since reset. */
  readonly start: bigint;
  /** When its last period is over. */
  readonly end: bigint;
  readonly hz: number;
}

/** The longest period that is heard, at 20 Hz; a pause that is longer ends a tone. */
const LONGEST_PERIOD = 50_000_000n;
/** Periods that differ by more are two tones: half of a semitone. */
const SAME = 0.03;

/** Cycles of one pitch that have been heard so far. */
interface Run {
  readonly start: bigint;
  readonly last: bigint;
  readonly periods: number;
  /** How long it was high in the last of them. */
  readonly high: bigint;
}

interface BuzzerState {
  readonly high: boolean;
  readonly fallen: bigint;
  readonly run: Run | undefined;
  readonly tones: JournalState<Tone>;
}

const meanOf = ({ start, last, periods }: Run): number => Number(last - start) / periods;

const isNear = (period: number, other: number): boolean => Math.abs(period / other - 1) <= SAME;

/** The tone of a run; undefined if it is one edge alone: a click. */
function toneOf(run: Run): Tone | undefined {
  if (run.periods === 0) return undefined;
  const period = meanOf(run);
  return { start: run.start, end: run.last + BigInt(Math.round(period)), hz: 1e9 / period };
}

/** A piezo without an oscillator of its own: the frequency of what drives it is what it sounds. */
export class Buzzer implements Part {
  readonly id: string;
  readonly #context: PartContext;
  readonly #tones: Journal<Tone>;
  #high: boolean;
  /** When it last went low. */
  #fallen = 0n;
  #run: Run | undefined;

  constructor(id: string, context: PartContext) {
    this.id = id;
    this.#context = context;
    this.#tones = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.#high = this.#isHigh();
    context.circuit.watch([`${id}:1`, `${id}:2`], () => this.#update());
  }

  /** What it has sounded so far, and sounds now; with `record: false` the newest. */
  get tones(): readonly Tone[] {
    const tone = this.#run && toneOf(this.#run);
    return tone ? [...this.#tones.items, tone] : this.#tones.items;
  }

  /** What it sounds now, in hertz; 0 while it is silent. */
  get frequency(): number {
    const run = this.#run;
    if (run === undefined || run.periods === 0) return 0;
    const isOver = Number(this.#context.clock.now - run.last) > meanOf(run) * (1 + SAME);
    return isOver ? 0 : 1e9 / meanOf(run);
  }

  save(): BuzzerState {
    return {
      high: this.#high,
      fallen: this.#fallen,
      run: this.#run,
      tones: this.#tones.save(),
    };
  }

  restore({ high, fallen, run, tones }: BuzzerState): void {
    this.#high = high;
    this.#fallen = fallen;
    this.#run = run;
    this.#tones.restore(tones);
  }

  #isHigh(): boolean {
    const { circuit } = this.#context;
    return circuit.levelAt(`${this.id}:2`) === 1 && circuit.levelAt(`${this.id}:1`) === 0;
  }

  #update(): void {
    const high = this.#isHigh();
    if (high === this.#high) return;
    this.#high = high;
    const { now } = this.#context.clock;
    if (high) this.#rise(now);
    else this.#fallen = now;
  }

  #rise(now: bigint): void {
    const run = this.#run;
    const period = run === undefined ? 0n : now - run.last;
    const high = run === undefined ? 0n : this.#fallen - run.last;
    if (run !== undefined && period <= LONGEST_PERIOD) {
      if (run.periods === 0 || isNear(Number(period), meanOf(run))) {
        this.#run = { start: run.start, last: now, periods: run.periods + 1, high };
        return;
      }
      // A period that is high for as long as before and then low for longer is a pause, not another pitch.
      const isPause = Number(period) > meanOf(run) && isNear(Number(high), Number(run.high));
      if (!isPause) {
        this.#tones.push({ ...toneOf(run)!, end: run.last });
        this.#run = { start: run.last, last: now, periods: 1, high };
        return;
      }
    }
    const tone = run && toneOf(run);
    if (tone) this.#tones.push(tone);
    this.#run = { start: now, last: now, periods: 0, high: 0n };
  }
}

/** Wokwi's buzzer: 1 is the negative side. */
export const buzzer = definePart({
  types: ["wokwi-buzzer"],
  figures: null,
  terminals: ["1", "2"],
  attrs: z.strictObject({
    mode: z.enum(["smooth", "accurate"]).default("smooth"),
    volume: numberAttr({ least: 0.01, most: 1 }, "1.0"),
  }),
  create: (id, _attrs, context) => new Buzzer(id, context),
});
