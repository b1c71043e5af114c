/**
 * Firmware, board and virtual time, tied together. Everything that happens is an event on one queue;
 * running takes them off in order and moves time from one to the next.
 */
import type { VirtualClock } from "./core/clock.ts";
import type { Happening } from "./core/context.ts";
import { UsageError } from "./core/errors.ts";
import type { Snapshotted } from "./core/snapshotted.ts";
import { checkTime, formatTime } from "./core/time.ts";
import { Machine } from "./machine.ts";
import { MachineView } from "./machine-view.ts";
import { completeOptions, type CompleteOptions, type SimulatorOptions } from "./options.ts";
import { PinView } from "./pin-view.ts";
import type { FaultyBoard } from "./script/fault.ts";
import { byTime, type Script } from "./script/script.ts";
import type { Snapshot } from "./travel/snapshot.ts";
import { TimeTravel, type StepSize } from "./travel/time-travel.ts";
import { checkAhead, checkModule, checkPin, checkPress, checkRepeats } from "./wrong-use.ts";

export class Simulator extends MachineView {
  readonly #machine: Machine;
  readonly #clock: VirtualClock;
  readonly #travel: TimeTravel;
  #inside = false;
  /** Where the last run was to end; time may be beyond, since a metered turn is not cut. */
  #reached: bigint;

  private constructor(bytes: Uint8Array, options: CompleteOptions) {
    const machine = new Machine(bytes, options);
    super(machine);
    const { clock } = machine;
    this.#machine = machine;
    this.#clock = clock;
    this.#reached = options.startTime;
    const reached: Snapshotted<bigint> = {
      save: () => this.#reached,
      restore: (time) => (this.#reached = time),
    };
    const isCrashed = (): boolean => machine.state === "crashed";
    const guard = <T>(action: () => T): T => this.#guard(action);
    const components = [...machine.components, reached];
    this.#travel = new TimeTravel({ clock, isCrashed, guard }, components, options.history);
  }

  /**
   * Makes firmware ready to run. It runs with the first call that moves time: `runFor(0n)` is enough
   * to reset it. What is driven or scheduled before is there when it starts.
   * @throws FirmwareError if the module is refused.
   * @throws UsageError if an option is out of its range.
   */
  static load(bytes: Uint8Array, options: SimulatorOptions = {}): Simulator {
    checkModule(bytes);
    return new Simulator(bytes, completeOptions(options));
  }

  /** @throws UsageError if the board has no such pin. */
  pin(number: number): PinView {
    checkPin(this.circuit, number);
    return new PinView(number, this, this.#clock);
  }

  /**
   * Presses a button. `at` is nanoseconds since reset, by default now; `for` is nanoseconds.
   * @throws UsageError if the board has no such button, or `at` has passed.
   */
  press(id: string, press: { readonly at?: bigint | undefined; readonly for: bigint }): void {
    checkPress(press);
    this.parts.button(id).press(press.at ?? this.now, press.for);
  }

  /**
   * Presses a button at the end of this instant, and holds it until `letGo`: for who does not know how long it will
   * be. It is pressed when time moves. `script` tells it as a press, of a button that is still held as if it ended now.
   * @throws UsageError if the board has no such button.
   */
  hold(id: string): void {
    const button = this.parts.button(id);
    this.atEndOf(this.now, () => button.hold());
  }

  /**
   * Lets a button go that `hold` holds, at the end of this instant, or when its contact no longer bounces.
   * @throws UsageError if the board has no such button.
   */
  letGo(id: string): void {
    const button = this.parts.button(id);
    this.atEndOf(this.now, () => button.letGo());
  }

  /** Schedules a fault; scripts ask for it. */
  fault(happening: Happening, read: (board: FaultyBoard) => () => void): void {
    const { at, kind } = happening;
    checkAhead(at, this.now, `"${kind}" cannot come`);
    const act = read(this.#machine.faults);
    this.#clock.input(() => this.#clock.at(at, act), happening);
  }

  /**
   * What was done from outside so far, and asked for that is still to come: presses, driven pins, faults.
   * Played to a simulator that was loaded alike, it does the same; what was done at the end of an instant
   * comes at its beginning then, unless it came after something late.
   */
  script(): Script {
    // Copies: the words of a button that is held change.
    const happenings = this.#clock.deeds.items.map((deed) => ({ ...deed }));
    return { seed: this.#machine.seed, happenings: byTime(happenings) };
  }

  /**
   * Does something at an instant, when everything else of it has happened, the firmware's turn among it. The
   * other calls that take a time happen before that turn.
   * @param time nanoseconds since reset.
   * @param happening what of a script the action does, so that `script` tells it; the action does it first of all.
   * @throws UsageError if `time` has passed.
   */
  atEndOf(time: bigint, action: () => void, happening?: Happening): void {
    checkAhead(time, this.now);
    const isWritten = happening !== undefined;
    this.#clock.input(() => this.#clock.atEndOf(time, action, isWritten), happening);
  }

  /**
   * Runs for a span of virtual time, events at its very end included. The turn of a metered processor is
   * never cut: if it calls the host after that end, `now` is the time of its last call. The next run goes on
   * from where this one was to end, so several in a row do the same as one.
   * @throws FirmwareError if the firmware fails, and again at every later call.
   * @throws UsageError if `duration` is negative, or no bigint.
   */
  runFor(duration: bigint): void {
    checkTime("what runFor(...) was given", duration);
    if (duration < 0n) {
      throw new UsageError(`cannot run for ${formatTime(duration)}`, "give a time of 0 or more");
    }
    this.#run(this.#reached + duration, null);
  }

  /**
   * Runs until virtual time is `time`.
   * @throws FirmwareError as `runFor`.
   * @throws UsageError if `time` has passed.
   */
  runUntil(time: bigint): boolean;
  /**
   * Runs until a condition holds. It is asked now, after everything of an instant has happened, and
   * at the limit; of the instants within a metered turn, only at the last call of the host.
   * @param limit nanoseconds from now.
   * @returns whether the condition held within the limit.
   * @throws FirmwareError as `runFor`.
   */
  runUntil(condition: () => boolean, limit: bigint): boolean;
  runUntil(target: bigint | (() => boolean), limit?: bigint): boolean {
    if (typeof target === "function") {
      checkTime("the limit of runUntil(condition, limit)", limit);
      return this.#run(this.now + limit!, target);
    }
    checkTime("what runUntil(...) was given", target);
    if (target < this.#reached) {
      throw new UsageError(
        `cannot run until ${formatTime(target)}: it is ${formatTime(this.now)} already`,
        "give a time from now on, or load the simulator anew",
      );
    }
    return this.#run(target, null);
  }

  /**
   * Runs until the next thing has happened.
   * @param by default: everything that happens at the next instant.
   * @returns false if nothing will ever happen.
   * @throws FirmwareError as `runFor`.
   */
  step(by: StepSize = "instant"): boolean {
    if (this.state === "crashed") throw this.failure;
    return this.#moved(this.#travel.step(by));
  }

  /**
   * Goes back to the instant before this one at which something happened, as it was at its end; at last,
   * to the moment before reset. What came from outside meanwhile (presses, levels that were driven) comes
   * again on the way forward, until something else does.
   * @param by with `event`: only the last event, or change from outside, is undone.
   * @returns false if there is nothing to go back over.
   * @throws UsageError if the simulator was loaded without `history`.
   */
  stepBack(by: StepSize = "instant"): boolean {
    return this.#moved(this.#travel.stepBack(by));
  }

  /**
   * Goes back to the latest earlier moment at which a condition held, at the end of an instant. The
   * condition is asked of other moments too, and more than once.
   * @returns whether there is one; if not, the simulator is where it was.
   * @throws UsageError if the simulator was loaded without `history`.
   */
  runBackUntil(condition: () => boolean): boolean {
    return this.#moved(this.#travel.runBackUntil(condition));
  }

  /**
   * Goes back to the latest moment that the history keeps, at `time` or before: from there `runUntil(time)` is a
   * short way. What came from outside meanwhile comes again, as with `stepBack`.
   * @param time nanoseconds since reset.
   * @returns false if all moments that are kept are later; the simulator is where it was then.
   * @throws UsageError if the simulator was loaded without `history`.
   */
  rewind(time: bigint): boolean {
    checkTime("what rewind(...) was given", time);
    return this.#moved(this.#travel.rewind(time));
  }

  /** This moment, to go back to with `restore`. */
  snapshot(): Snapshot {
    return this.#travel.snapshot();
  }

  /**
   * Goes to the moment of a snapshot. What came from outside since is gone. Listeners stay attached.
   * @throws UsageError if another simulator took it.
   */
  restore(snapshot: Snapshot): void {
    this.#travel.restore(snapshot);
  }

  /**
   * Does something from this moment on and comes back to it, whatever happened, also if it threw.
   * @returns what `future` returned.
   */
  branch<T>(future: () => T): T {
    return this.#travel.branch(future);
  }

  #run(end: bigint, condition: (() => boolean) | null): boolean {
    if (this.state === "crashed") throw this.failure;
    if (this.#inside) {
      throw new UsageError(
        "the simulator is running already",
        "do not run it from within one of its own events: schedule instead",
      );
    }
    if (condition?.()) return true;
    let instant = this.now;
    let repeats = 0;
    while (this.#step(end)) {
      if (condition?.()) {
        this.#reached = this.now;
        return true;
      }
      repeats = condition && this.now === instant ? checkRepeats(instant, repeats + 1) : 0;
      instant = this.now;
    }
    this.#clock.skipTo(end);
    this.#reached = end;
    return condition === null || condition();
  }

  #step(end: bigint): boolean {
    return this.#guard(() => this.#travel.advance(end));
  }

  #guard<T>(action: () => T): T {
    this.#inside = true;
    try {
      return action();
    } catch (error) {
      return this.#machine.crash(error);
    } finally {
      this.#inside = false;
    }
  }

  /** After a step there is nothing that the next run has to make up for. */
  #moved(moved: boolean): boolean {
    if (moved) this.#reached = this.now;
    return moved;
  }
}
