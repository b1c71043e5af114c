/**
 * Firmware, board and virtual time, tied together. Everything that happens is an event on one queue;
 * running takes them off in order and moves time from one to the next.
 */
import { findDeadlock } from "./diagnosis/deadlock.ts";
import { livelock } from "./diagnosis/livelock.ts";
import { overrun } from "./diagnosis/overrun.ts";
import { readTasks, type TaskState } from "./diagnosis/tasks.ts";
import { withTask } from "./diagnosis/with-task.ts";
import { Circuit } from "./nets/circuit.ts";
import { createParts, type Led, type Parts } from "./parts/index.ts";
import { describePins } from "./peripherals/gpio.ts";
import { importsOf, peripherals } from "./peripherals/index.ts";
import type { Peripheral } from "./peripherals/peripheral.ts";
import { Trace } from "./trace/trace.ts";
import { VirtualClock } from "./core/clock.ts";
import type { Diagnostic } from "./core/context.ts";
import { Cpu } from "./core/cpu.ts";
import { UsageError } from "./core/errors.ts";
import { Firmware } from "./core/firmware.ts";
import { InterruptRing } from "./core/interrupts.ts";
import { completeOptions, type CompleteOptions, type SimulatorOptions } from "./options.ts";
import { PinView } from "./pin-view.ts";
import { SeededRandom } from "./core/random.ts";
import { checkTime, formatTime } from "./core/time.ts";
import { Journal } from "./core/journal.ts";
import { stateless, type Snapshotted } from "./core/snapshotted.ts";
import { summarize, type LogLine, type SimulatorState, type Summary } from "./summary.ts";
import type { Snapshot } from "./travel/snapshot.ts";
import { TimeTravel, type StepSize } from "./travel/time-travel.ts";
import { checkModule, checkPress } from "./wrong-use.ts";

export class Simulator {
  readonly #options: CompleteOptions;
  readonly #clock: VirtualClock;
  readonly #firmware: Firmware;
  readonly #cpu: Cpu;
  readonly #peripherals: readonly Peripheral[];
  readonly #trace: Trace | undefined;
  readonly #logs = new Journal<LogLine>();
  readonly #diagnostics = new Journal<Diagnostic>();
  readonly #travel: TimeTravel;
  /** As it was when the processor last fell asleep. */
  #state: SimulatorState = "running";
  #failure: unknown;
  #inside = false;
  #edges = 0;
  /** The board's wiring: levels of all nets. */
  readonly circuit: Circuit;
  /** What is wired to it. */
  readonly parts: Parts;

  private constructor(bytes: Uint8Array, options: CompleteOptions) {
    this.#options = options;
    const random = SeededRandom.from(options.seed);
    const clock = new VirtualClock(options.startTime, options.turnLimit);
    this.#clock = clock;
    const circuit = new Circuit(options.board, random.fork("circuit"), clock);
    this.circuit = circuit;
    this.parts = createParts(options.board, { clock, circuit, random: random.fork("parts") });
    this.#trace = options.record ? new Trace(circuit, clock, this.parts) : undefined;
    circuit.onLevel(() => this.#edges++);
    circuit.onDiagnostic((diagnostic) => this.#diagnostics.push(diagnostic));

    this.#peripherals = peripherals.map((create) =>
      create({
        clock,
        circuit,
        table: options.table,
        raise: (kind, index, value) => this.#cpu.interrupt((kind << 16) | index, value),
        report: (diagnostic) => this.#diagnostics.push(diagnostic),
        print: (text) => this.#logs.push({ time: clock.now, text }),
      }),
    );
    const ring = new InterruptRing(options.ring, (gap) =>
      this.#diagnostics.push(overrun(gap, options.ring)),
    );
    // The module's start section may call imports before the instance exists.
    this.#cpu = new Cpu(
      {
        start: () => this.#firmware.start(),
        poll: () => this.#firmware.poll(),
        raise: (source, value, time) => this.#firmware.raise(source, value, time),
      },
      clock,
      ring,
      options,
      {
        onSleep: (deadline) => this.#judge(deadline),
        onLivelock: (reason) => {
          throw livelock(reason, options.turnLimit, this.tasks(), clock.now);
        },
      },
    );
    this.#firmware = new Firmware(bytes, {
      imports: importsOf(this.#peripherals, options.imports),
      table: options.table,
      pollLimit: options.pollLimit,
      time: () => clock.now,
      micros: () => this.#cpu.micros,
    });
    this.#cpu.reset();
    this.#travel = this.#traveller(ring);
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

  /** Nanoseconds since reset. */
  get now(): bigint {
    return this.#clock.now;
  }

  get state(): SimulatorState {
    return this.#state === "crashed" || this.#cpu.asleep ? this.#state : "running";
  }

  /** What ended the run; undefined unless `state` is `crashed`. */
  get failure(): unknown {
    return this.#failure;
  }

  /** @throws UsageError if the simulator was loaded with `record: false`. */
  get trace(): Trace {
    if (this.#trace) return this.#trace;
    throw new UsageError("nothing was recorded", "load the simulator without `record: false`");
  }

  /** What the firmware logged. */
  get logs(): readonly LogLine[] {
    return this.#logs.items;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.items;
  }

  /** The firmware's linear memory: all of its state. */
  get memory(): WebAssembly.Memory {
    return this.#firmware.memory;
  }

  /** The tasks that live; none if there is no side table. */
  tasks(): TaskState[] {
    return readTasks(this.#firmware.memory, this.#options.table);
  }

  /** @throws UsageError if the board has no such pin. */
  pin(number: number): PinView {
    if (!this.circuit.has(number)) {
      const pins = describePins(this.circuit.pins);
      const shown = typeof number === "number" ? `${number}` : JSON.stringify(number);
      throw new UsageError(`there is no pin ${shown}`, `this board has ${pins}`);
    }
    return new PinView(number, this, this.#clock);
  }

  /** @throws UsageError if the board has no such LED. */
  led(id: string): Led {
    return this.parts.led(id);
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
   * Runs for a span of virtual time, events at its very end included.
   * @throws FirmwareError if the firmware fails, and again at every later call.
   * @throws UsageError if `duration` is negative, or no bigint.
   */
  runFor(duration: bigint): void {
    checkTime("what runFor(...) was given", duration);
    if (duration < 0n) {
      throw new UsageError(`cannot run for ${formatTime(duration)}`, "give a time of 0 or more");
    }
    this.#run(this.now + duration, null);
  }

  /**
   * Runs until virtual time is `time`.
   * @throws FirmwareError as `runFor`.
   * @throws UsageError if `time` has passed.
   */
  runUntil(time: bigint): boolean;
  /**
   * Runs until a condition holds. It is asked now, after everything of an instant has happened, and
   * at the limit.
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
    if (target < this.now) {
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
    if (this.#state === "crashed") throw this.#failure;
    return this.#travel.step(by);
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
    return this.#travel.stepBack(by);
  }

  /**
   * Goes back to the latest earlier moment at which a condition held, at the end of an instant. The
   * condition is asked of other moments too, and more than once.
   * @returns whether there is one; if not, the simulator is where it was.
   * @throws UsageError if the simulator was loaded without `history`.
   */
  runBackUntil(condition: () => boolean): boolean {
    return this.#travel.runBackUntil(condition);
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

  summary(): Summary {
    return summarize({
      time: this.now,
      startTime: this.#options.startTime,
      edges: this.#edges,
      cpu: this.#cpu,
      firmware: this.#firmware,
    });
  }

  #run(end: bigint, condition: (() => boolean) | null): boolean {
    if (this.#state === "crashed") throw this.#failure;
    if (this.#inside) {
      throw new UsageError(
        "the simulator is running already",
        "do not run it from within one of its own events: schedule instead",
      );
    }
    if (condition?.()) return true;
    while (this.#step(end)) if (condition?.()) return true;
    this.#clock.skipTo(end);
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
      this.#state = "crashed";
      this.#failure = withTask(error, this.memory, this.#options.table);
      throw this.#failure;
    } finally {
      this.#inside = false;
    }
  }

  #traveller(ring: InterruptRing): TimeTravel {
    const own: Snapshotted<[SimulatorState, unknown, number]> = {
      save: () => [this.#state, this.#failure, this.#edges],
      restore: (state) => ([this.#state, this.#failure, this.#edges] = state),
    };
    const isCrashed = (): boolean => this.#state === "crashed";
    const guard = <T>(action: () => T): T => this.#guard(action);
    const { importState, history } = this.#options;
    const shown = [this.#trace ?? stateless, this.#logs, this.#diagnostics];
    const inside = [ring, this.#cpu, this.#firmware, ...this.#peripherals, importState];
    const all = [this.#clock, this.circuit, ...this.parts.all, ...inside, ...shown, own];
    return new TimeTravel({ clock: this.#clock, isCrashed, guard }, all, history);
  }

  #judge(deadline: bigint | null): void {
    this.#state = deadline === null ? "waiting" : "running";
    if (deadline !== null || this.#peripherals.some(({ listening }) => listening)) return;
    const deadlock = findDeadlock(this.tasks(), this.now);
    this.#state = deadlock ? "deadlock" : "finished";
    if (deadlock) this.#diagnostics.push(deadlock);
  }
}
