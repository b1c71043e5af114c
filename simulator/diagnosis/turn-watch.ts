/** On a metered processor: whether each task has its turn in good time. */
import type { EndedPoll, Poll, PollObserver, Sight } from "./poll-observer.ts";
import { Inversion, type InversionState } from "./inversion.ts";
import { ReadyTimes, type ReadyTimesOptions, type ReadyTimesState } from "./ready-times.ts";
import type { SlotCounter } from "./slot-polls.ts";
import { Starvation } from "./starvation.ts";
import type { ToldState } from "./told-once.ts";

export interface TurnLimits {
  /** Nanoseconds from which a wait of a task that is ready is told. */
  readonly starvation: bigint;
  /** Nanoseconds from which it is told what tasks in between have cost an urgent one. */
  readonly inversion: bigint;
}

export interface TurnWatchState {
  readonly times: ReadyTimesState;
  readonly starved: ToldState;
  readonly inverted: InversionState;
}

export class TurnWatch implements PollObserver<TurnWatchState> {
  readonly #starvation: Starvation;
  readonly #inversion: Inversion;
  readonly times: ReadyTimes;

  constructor(options: ReadyTimesOptions & Sight & TurnLimits, slots: SlotCounter) {
    this.times = new ReadyTimes(options);
    this.#starvation = new Starvation(this.times, options, options.starvation);
    this.#inversion = new Inversion(this.times, slots, options, options.inversion);
  }

  onBegin(poll: Poll): void {
    this.#starvation.onBegin(poll);
    this.#inversion.onBegin(poll);
  }

  onEnd({ task, address, began, ended }: EndedPoll): void {
    this.times.onEnd({ task, address, from: began, to: ended });
  }

  forget(): void {
    this.times.forget();
    this.#inversion.forget();
  }

  save(): TurnWatchState {
    return {
      times: this.times.save(),
      starved: this.#starvation.told.save(),
      inverted: this.#inversion.save(),
    };
  }

  restore({ times, starved, inverted }: TurnWatchState): void {
    this.times.restore(times);
    this.#starvation.told.restore(starved);
    this.#inversion.restore(inverted);
  }
}
