/**
 * Virtual time. It stands still while an event runs and jumps from one event to the next. Only the turn of
 * a metered processor moves it from within an event, with `advance`; what happens meanwhile is a part of that
 * event. `Clock` is what others see; only the simulator holds the part that advances.
 */
import type { Clock, Happening } from "./context.ts";
import { UsageError } from "./errors.ts";
import { Journal } from "./journal.ts";
import { EventQueue, type QueueState } from "./queue.ts";
import type { Snapshotted } from "./snapshotted.ts";
import { formatTime } from "./time.ts";

/** Far above what any board does at one instant, and reached within a second. */
const EVENTS_AN_INSTANT = 1_000_000;

/** Who records a run, to go back in it. */
export interface Recorder {
  /** As soon as so much has happened, `onDue` is called. */
  readonly due: number;
  /** Called between two events. */
  onDue(): void;
  /** A change from outside is about to be made. */
  onInput(change: () => void): void;
}

export interface ClockState {
  readonly now: bigint;
  readonly since: bigint;
  readonly happened: number;
  readonly atInstant: number;
  readonly lateAt: bigint | null;
  readonly queue: QueueState;
}

export class VirtualClock implements Clock, Snapshotted<ClockState> {
  readonly #queue = new EventQueue();
  readonly #limit: number;
  #now: bigint;
  #since: bigint;
  #happened = 0;
  /** Events that ran at this instant. */
  #atInstant = 0;
  #busy = false;
  /** The last instant that came to what is late: what is done at it from then on is late, too. */
  #lateAt: bigint | null = null;
  /** Whether the next deed is one that was written down when it was asked for. Only within an event. */
  #isWritten = false;
  /** What was asked for from outside; a component of its own in a snapshot. */
  readonly deeds = new Journal<Happening>();
  /** Told of what happens. */
  recorder: Recorder | null = null;

  /**
   * @param start the first instant, in nanoseconds.
   * @param turns how many events of an instant may be turns of the processor, which has a limit of
   *   its own.
   */
  constructor(start: bigint, turns = 0) {
    this.#now = this.#since = start;
    this.#limit = EVENTS_AN_INSTANT + turns;
  }

  get now(): bigint {
    return this.#now;
  }

  /** When the instant at hand began: before now, if one of its events has advanced time. */
  get since(): bigint {
    return this.#since;
  }

  /** How many events have run, and changes come from outside. Events within an event do not count. */
  get happened(): number {
    return this.#happened;
  }

  get busy(): boolean {
    return this.#busy;
  }

  at(time: bigint, action: () => void): () => void {
    return this.#queue.push(time < this.#now ? this.#now : time, action);
  }

  /**
   * Runs `action` at `time`, when all else of that instant has happened.
   * @param isWritten whether the first deed of the action is one that `input` was told of already.
   */
  atEndOf(time: bigint, action: () => void, isWritten = false): void {
    const late = (): void => {
      this.#lateAt = this.#now;
      this.#isWritten = isWritten;
      try {
        action();
      } finally {
        this.#isWritten = false;
      }
    };
    this.#queue.push(time < this.#now ? this.#now : time, late, true);
  }

  reserve(): (time: bigint, action: () => void) => void {
    return this.#queue.reserve();
  }

  input(change: () => void, deed?: Happening): void {
    const whole =
      deed === undefined
        ? change
        : (): void => {
            this.#write(deed);
            change();
          };
    if (this.#busy) {
      whole();
      return;
    }
    this.recorder?.onInput(whole);
    this.repeat(whole);
  }

  #write(deed: Happening): void {
    const isWritten = this.#isWritten;
    this.#isWritten = false;
    if (isWritten) return;
    const isLate = deed.at === this.#now && this.#lateAt === this.#now;
    this.deeds.push(isLate ? lateOf(deed) : deed);
  }

  /** Makes a change from outside that is recorded already. */
  repeat(change: () => void): void {
    this.#happened++;
    this.#atInstant = 0;
    this.#busy = true;
    try {
      change();
    } finally {
      this.#busy = false;
    }
  }

  /** Time of the next event in nanoseconds, or undefined if nothing will ever happen. */
  get next(): bigint | undefined {
    return this.#queue.nextTime;
  }

  /**
   * Jumps to the next event that is not later than `limit` and runs everything of that instant,
   * also what is scheduled for it meanwhile. If an event advances time, the instant goes on to where it came.
   * @returns false if there is no such event; time has not moved then.
   * @throws UsageError if the instant never ends.
   */
  step(limit: bigint): boolean {
    const time = this.#queue.nextTime;
    if (time === undefined || time > limit) return false;
    do this.stepEvent();
    while (this.#queue.nextTime === this.#now);
    return true;
  }

  /**
   * Jumps to the next event, of which there must be one, and runs it alone, with those that happen within it.
   * @throws UsageError if the instant never ends.
   */
  stepEvent(): void {
    const isWithin = this.#busy;
    this.skipTo(this.#queue.nextTime!);
    if (this.#atInstant === this.#limit) {
      throw new UsageError(
        `${this.#limit} events at ${formatTime(this.#now)} and virtual time does not move`,
        "something outside the firmware schedules itself at the same instant for ever: let it wait",
      );
    }
    this.#atInstant++;
    this.#busy = true;
    try {
      this.#queue.pop()!.action();
    } finally {
      this.#busy = isWithin;
    }
    // An event within another is a part of it: nobody can stop there, or go back there.
    if (isWithin) return;
    this.#happened++;
    if (this.recorder !== null && this.#happened >= this.recorder.due) this.recorder.onDue();
  }

  /**
   * From within an event: runs all events that are not later than `time`, and moves there.
   * @throws UsageError as `step`.
   */
  advance(time: bigint): void {
    while (this.step(time));
    this.skipTo(time);
  }

  /** Moves to `time`, at which and before which no event is left. */
  skipTo(time: bigint): void {
    if (time <= this.#now) return;
    this.#now = time;
    this.#atInstant = 0;
    if (!this.#busy) this.#since = time;
  }

  save(): ClockState {
    return {
      now: this.#now,
      since: this.#since,
      happened: this.#happened,
      atInstant: this.#atInstant,
      lateAt: this.#lateAt,
      queue: this.#queue.save(),
    };
  }

  restore({ now, since, happened, atInstant, lateAt, queue }: ClockState): void {
    this.#now = now;
    this.#since = since;
    this.#happened = happened;
    this.#atInstant = atInstant;
    this.#lateAt = lateAt;
    this.#queue.restore(queue);
  }
}

/** Its words are asked for when they are read: those of a button that is held change. */
function lateOf(deed: Happening): Happening {
  const { kind, at } = deed;
  return {
    kind,
    at,
    late: true,
    get words() {
      return deed.words;
    },
  };
}
