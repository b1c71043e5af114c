/**
 * The past of a run, so that it can be gone back to: keyframes, and what came from outside. What lies
 * between two keyframes is found by running again from the first one, with the same changes from
 * outside at the same points.
 *
 * ```
 *   k───────────────────k──────────k─────k──k─k now
 *        gaps grow with the distance, so some dozens reach back to reset,
 *        and a step back over d events runs a fraction of d again
 * ```
 *
 * Changes that were gone back over stay: they are the future, and are made again on the way forward,
 * until another change comes from outside.
 */
import type { Recorder, VirtualClock } from "../core/clock.ts";
import type { Snapshotted } from "../core/snapshotted.ts";

export interface HistoryOptions {
  /** Events between two keyframes. */
  readonly every: number;
  /** How many keyframes are kept, 3 or more. */
  readonly keyframes: number;
}

/** Of all components. */
export type States = readonly unknown[];

interface Input {
  /** How much had happened before it. */
  readonly after: number;
  readonly time: bigint;
  readonly change: () => void;
}

export interface Keyframe {
  /** How much had happened. */
  readonly happened: number;
  /** When its instant began. */
  readonly since: bigint;
  readonly now: bigint;
  readonly states: States;
  /** How many of the changes from outside had been made. */
  readonly made: number;
}

export interface HistoryState {
  readonly inputs: Input[];
  /** More may have been added to `inputs` since. */
  readonly count: number;
  readonly made: number;
  readonly keyframes: readonly Keyframe[];
  readonly due: number;
}

export class History implements Recorder, Snapshotted<HistoryState> {
  readonly #clock: VirtualClock;
  readonly #run: Snapshotted<States>;
  readonly #options: HistoryOptions;
  /** Those that were made, and then those of the future. It grows; what is cut is a copy. */
  #inputs: Input[] = [];
  #made = 0;
  #keyframes: readonly Keyframe[] = [];
  #due = 0;

  /** Begins with a keyframe of now. */
  constructor(clock: VirtualClock, run: Snapshotted<States>, options: HistoryOptions) {
    this.#clock = clock;
    this.#run = run;
    this.#options = options;
    this.onDue();
  }

  /** Ascending; the first is where the history begins. */
  get keyframes(): readonly Keyframe[] {
    return this.#keyframes;
  }

  get due(): number {
    return this.#due;
  }

  onDue(): void {
    const { happened, since, now } = this.#clock;
    const added = { happened, since, now, states: this.#run.save(), made: this.#made };
    this.#keyframes = thinned([...this.#keyframes, added], this.#options.keyframes);
    this.#due = happened + this.#options.every;
  }

  onInput(change: () => void): void {
    const { happened, now } = this.#clock;
    this.dropFuture();
    this.#inputs.push({ after: happened, time: now, change });
    this.#made++;
  }

  /** The next change from outside, if it comes before the next event. */
  get next(): bigint | undefined {
    const input = this.#inputs[this.#made];
    const { happened, next } = this.#clock;
    if (input?.after !== happened) return undefined;
    return next !== undefined && next < input.time ? undefined : input.time;
  }

  /** Whether changes were gone back over. */
  get hasFuture(): boolean {
    return this.#made < this.#inputs.length;
  }

  dropFuture(): void {
    if (this.hasFuture) this.#inputs = this.#inputs.slice(0, this.#made);
  }

  /** Makes the change from outside that `next` is about. */
  redo(): void {
    const { time, change } = this.#inputs[this.#made++]!;
    this.#clock.skipTo(time);
    try {
      this.#clock.repeat(change);
    } catch {
      // It failed the first time too: then it was told.
    }
  }

  /** Goes to a keyframe; the later ones are taken anew on the way forward. */
  goTo({ happened, states, made }: Keyframe): void {
    this.#run.restore(states);
    this.#made = made;
    this.#keyframes = this.#keyframes.filter((keyframe) => keyframe.happened <= happened);
    this.#due = happened + this.#options.every;
  }

  save(): HistoryState {
    return {
      inputs: this.#inputs,
      count: this.#inputs.length,
      made: this.#made,
      keyframes: this.#keyframes,
      due: this.#due,
    };
  }

  restore({ inputs, count, made, keyframes, due }: HistoryState): void {
    this.#inputs = inputs.length === count ? inputs : inputs.slice(0, count);
    this.#made = made;
    this.#keyframes = keyframes;
    this.#due = due;
  }
}

/** Without the keyframe that is missed least: whose neighbours are near each other for their age. */
function thinned(keyframes: Keyframe[], most: number): Keyframe[] {
  if (keyframes.length <= most) return keyframes;
  const now = keyframes.at(-1)!.happened;
  let least = Infinity;
  let dropped = 1;
  for (let i = 1; i < keyframes.length - 1; i++) {
    const before = keyframes[i - 1]!.happened;
    const loss = (keyframes[i + 1]!.happened - before) / (now - before);
    if (loss >= least) continue;
    least = loss;
    dropped = i;
  }
  keyframes.splice(dropped, 1);
  return keyframes;
}
