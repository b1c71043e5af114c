/** Moving a simulation by single steps, forward and back, and between the moments of its snapshots. */
import type { VirtualClock } from "../core/clock.ts";
import { UsageError } from "../core/errors.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { History } from "./history.ts";
import type { HistoryOptions, Keyframe, States } from "./history.ts";
import { Snapshot, type Moment } from "./snapshot.ts";

/**
 * - `instant`: everything that happens at one time, until only a later time can bring more.
 * - `event`: one event of the queue, such as a turn of the processor, one edge of a bouncing contact,
 *   or the end of a sleep; or one change from outside. Several may come at one time.
 *
 * The turn of a metered processor is one event, with all that happens while it runs: none of the two stops in it.
 */
export type StepSize = "instant" | "event";

export interface Run {
  readonly clock: VirtualClock;
  isCrashed(): boolean;
  /** Lets something happen. If it throws, the run has crashed. */
  guard<T>(action: () => T): T;
}

export class TimeTravel {
  readonly #run: Run;
  readonly #components: readonly Snapshotted[];
  readonly #history: History | undefined;

  /**
   * @param components whatever has a state that changes.
   * @param history undefined: no way back but to snapshots.
   */
  constructor(run: Run, components: readonly Snapshotted[], history: HistoryOptions | undefined) {
    this.#run = run;
    this.#components = components;
    const states = {
      save: () => this.#save(),
      restore: (saved: States) => this.#restore(saved),
    };
    this.#history = history && new History(run.clock, states, history);
    run.clock.recorder = this.#history ?? null;
  }

  snapshot(): Snapshot {
    this.#refuseWithin("take a snapshot");
    return new Snapshot(this, this.#run.clock.now, this.#moment());
  }

  restore(snapshot: Snapshot): void {
    this.#refuseWithin("restore a snapshot");
    const moment = snapshot.open(this);
    if (!moment) {
      throw new UsageError(
        "the snapshot is not of this simulator",
        "restore it in the simulator that took it: it holds the state of that one's firmware and parts",
      );
    }
    this.#put(moment);
    this.#history?.dropFuture();
  }

  branch<T>(future: () => T): T {
    this.#refuseWithin("branch");
    const here = this.#moment();
    try {
      return future();
    } finally {
      this.#put(here);
    }
  }

  /** As `VirtualClock.step`, with the changes from outside that were gone back over. */
  advance(limit: bigint): boolean {
    if (this.#history?.hasFuture !== true) return this.#run.clock.step(limit);
    const time = this.#next;
    if (time === undefined || time > limit) return false;
    this.#stepEvent();
    this.#finishInstant();
    return true;
  }

  step(by: StepSize): boolean {
    this.#refuseWithin("step");
    const time = this.#next;
    if (time === undefined) return false;
    this.#run.guard(() => (by === "event" ? this.#stepEvent() : this.advance(time)));
    return true;
  }

  stepBack(by: StepSize): boolean {
    const history = this.#past("step back");
    const { clock } = this.#run;
    const begin = history.keyframes[0]!;
    if (by === "event") {
      // The event that crashed has not happened to its end, so all before it is one step back.
      const target = this.#run.isCrashed() ? clock.happened : clock.happened - 1;
      if (target < begin.happened) return false;
      this.#goTo(history, target);
      return true;
    }
    const { since } = clock;
    const from = latestBefore(history, since);
    if (from) {
      history.goTo(from);
      this.#run.guard(() => this.#runBefore(since));
    } else {
      if (clock.happened === begin.happened && !this.#run.isCrashed()) return false;
      history.goTo(begin);
    }
    return true;
  }

  runBackUntil(condition: () => boolean): boolean {
    const history = this.#past("run back");
    const here = this.#moment();
    try {
      if (this.#findBack(history, condition)) return true;
    } catch (error) {
      this.#put(here);
      throw error;
    }
    this.#put(here);
    return false;
  }

  /** Goes to the latest keyframe that is not later than `time`. */
  rewind(time: bigint): boolean {
    const history = this.#past("rewind");
    const from = history.keyframes.findLast(({ now }) => now <= time);
    if (from === undefined) return false;
    history.goTo(from);
    return true;
  }

  /** Looks through one stretch from a keyframe to the next after the other, the latest first. */
  #findBack(history: History, condition: () => boolean): boolean {
    const { clock } = this.#run;
    const isBegin = clock.happened === history.keyframes[0]!.happened && !this.#run.isCrashed();
    let bound = clock.since;
    for (
      let from: Keyframe | undefined;
      (from = latestBefore(history, bound));
      bound = from.since
    ) {
      history.goTo(from);
      let found: number | undefined;
      // A keyframe may lie within its instant.
      this.#run.guard(() => this.#finishInstant());
      do if (condition()) found = clock.happened;
      while (this.#runInstantBefore(bound));
      if (found === undefined) continue;
      this.#goTo(history, found);
      return true;
    }
    if (isBegin) return false;
    history.goTo(history.keyframes[0]!);
    return condition();
  }

  #goTo(history: History, happened: number): void {
    history.goTo(history.keyframes.findLast((keyframe) => keyframe.happened <= happened)!);
    this.#run.guard(() => {
      while (this.#run.clock.happened < happened) this.#stepEvent();
    });
  }

  #runInstantBefore(bound: bigint): boolean {
    const next = this.#next;
    if (next === undefined || next >= bound) return false;
    this.#run.guard(() => this.advance(next));
    return true;
  }

  #finishInstant(): void {
    while (this.#next === this.#run.clock.now) this.#stepEvent();
  }

  /** Runs what begins before `bound`. */
  #runBefore(bound: bigint): void {
    for (let next = this.#next; next !== undefined && next < bound; next = this.#next) {
      this.#stepEvent();
    }
  }

  /** When something happens next. */
  get #next(): bigint | undefined {
    return this.#history?.next ?? this.#run.clock.next;
  }

  #stepEvent(): void {
    if (this.#history?.next === undefined) this.#run.clock.stepEvent();
    else this.#history.redo();
  }

  #save(): States {
    return this.#components.map((component) => component.save());
  }

  #restore(states: States): void {
    this.#components.forEach((component, i) => component.restore(states[i]));
  }

  #moment(): Moment {
    return { states: this.#save(), history: this.#history?.save() };
  }

  #put({ states, history }: Moment): void {
    this.#restore(states);
    if (history) this.#history?.restore(history);
  }

  #past(what: string): History {
    this.#refuseWithin(what);
    if (this.#history) return this.#history;
    throw new UsageError(
      `cannot ${what}: no history is kept`,
      "load the simulator with `history: true`, or go back to a snapshot",
    );
  }

  #refuseWithin(what: string): void {
    if (!this.#run.clock.busy) return;
    throw new UsageError(
      `cannot ${what} within an event`,
      "do it between two runs, or in the condition of `runUntil`",
    );
  }
}

/** The latest keyframe of an instant that began earlier. */
function latestBefore({ keyframes }: History, time: bigint): Keyframe | undefined {
  return keyframes.findLast((keyframe) => keyframe.since < time);
}
