/**
 * Firmware, board and virtual time, tied together. Everything that happens is an event on one queue;
 * running takes them off in order and moves time from one to the next.
 */
import { BORDER_MODULE } from "../hal/generated/border.ts";
import { findDeadlock } from "./diagnosis/deadlock.ts";
import { livelock } from "./diagnosis/livelock.ts";
import { overrun } from "./diagnosis/overrun.ts";
import { namePool } from "./diagnosis/full-pool.ts";
import { PollMeter } from "./diagnosis/polls.ts";
import type { TaskPolls } from "./diagnosis/polls.ts";
import { fullPools, nameCurrent, readTasks } from "./diagnosis/tasks.ts";
import type { TaskState } from "./diagnosis/tasks.ts";
import { Circuit } from "./nets/circuit.ts";
import { createParts } from "./parts/index.ts";
import type { Led, Parts } from "./parts/index.ts";
import { describePins } from "./peripherals/gpio.ts";
import { peripherals } from "./peripherals/index.ts";
import type { Peripheral } from "./peripherals/peripheral.ts";
import { Trace } from "./trace/trace.ts";
import type { HostFunction } from "./core/admission.ts";
import { VirtualClock } from "./core/clock.ts";
import type { Diagnostic } from "./core/context.ts";
import { Cpu } from "./core/cpu.ts";
import { FirmwareError, UsageError } from "./core/errors.ts";
import { Firmware } from "./core/firmware.ts";
import { InterruptRing } from "./core/interrupts.ts";
import { Meter } from "./core/meter.ts";
import { completeOptions } from "./options.ts";
import type { CompleteOptions, SimulatorOptions } from "./options.ts";
import { PinView } from "./pin-view.ts";
import { SeededRandom } from "./core/random.ts";
import { formatTime } from "./core/time.ts";
import type { LogLine, SimulatorState, Summary } from "./summary.ts";

export type { LogLine, SimulatorState, Summary };

export class Simulator {
  readonly #options: CompleteOptions;
  readonly #clock: VirtualClock;
  readonly #firmware: Firmware;
  readonly #cpu: Cpu;
  readonly #polls: PollMeter | undefined;
  readonly #peripherals: readonly Peripheral[];
  readonly #trace: Trace | undefined;
  readonly #logs: LogLine[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** As it was when the processor last fell asleep. */
  #state: SimulatorState = "running";
  #failure: unknown;
  #inside = false;
  #edges = 0;
  /** Where the last run was to end; time may be beyond, since a metered turn is not cut. */
  #reached: bigint;
  /** The board's wiring: levels of all nets. */
  readonly circuit: Circuit;
  /** What is wired to it. */
  readonly parts: Parts;

  private constructor(bytes: Uint8Array, options: CompleteOptions) {
    this.#options = options;
    this.#reached = options.startTime;
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
    const meter = options.rate && new Meter(clock, options.rate);
    this.#polls =
      meter &&
      new PollMeter({
        meter,
        table: options.table,
        longPoll: options.longPoll,
        memory: () => this.#firmware.memory,
        report: (diagnostic) => this.#diagnostics.push(diagnostic),
      });
    // The module's start section may call imports before the instance exists.
    this.#cpu = new Cpu(
      {
        start: () => this.#firmware.start(),
        poll: () => this.#firmware.poll(),
        raise: (source, value, time) => this.#firmware.raise(source, value, time),
      },
      clock,
      ring,
      { ...options, meter },
      {
        onSleep: (deadline) => this.#judge(deadline),
        onLivelock: (reason) => {
          throw livelock(reason, options.turnLimit, this.tasks(), clock.now);
        },
      },
    );
    this.#firmware = new Firmware(bytes, {
      imports: { ...options.imports, [BORDER_MODULE]: this.#imports() },
      table: options.table,
      pollLimit: options.pollLimit,
      metering: this.#polls,
      time: () => clock.now,
      micros: () => this.#cpu.micros,
    });
    this.#cpu.reset();
  }

  /**
   * Makes firmware ready to run. It runs with the first call that moves time: `runFor(0n)` is enough
   * to reset it. What is driven or scheduled before is there when it starts.
   * @throws FirmwareError if the module is refused.
   * @throws UsageError if an option is out of its range.
   */
  static load(bytes: Uint8Array, options: SimulatorOptions = {}): Simulator {
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
    return this.#logs;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** The firmware's linear memory: all of its state. */
  get memory(): WebAssembly.Memory {
    return this.#firmware.memory;
  }

  /** The tasks that live; none if there is no side table. */
  tasks(): TaskState[] {
    return readTasks(this.#firmware.memory, this.#options.table);
  }

  /** How long the polls of each task took; nothing without `cpu.hz`. */
  get polls(): readonly TaskPolls[] {
    return this.#polls?.tasks ?? [];
  }

  /** @throws UsageError if the board has no such pin. */
  pin(number: number): PinView {
    if (!this.circuit.has(number)) {
      const pins = describePins(this.circuit.pins);
      throw new UsageError(`there is no pin ${number}`, `this board has ${pins}`);
    }
    return new PinView(number, this.circuit, () => this.trace);
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
    this.parts.button(id).press(press.at ?? this.now, press.for);
  }

  /**
   * Runs for a span of virtual time, events at its very end included. The turn of a metered processor is
   * never cut: if it calls the host after that end, `now` is the time of its last call. The next run goes on
   * from where this one was to end, so several in a row do the same as one.
   * @throws FirmwareError if the firmware fails, and again at every later call.
   * @throws UsageError if `duration` is negative.
   */
  runFor(duration: bigint): void {
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
  runUntil(target: bigint | (() => boolean), limit = 0n): boolean {
    if (typeof target !== "bigint") return this.#run(this.now + limit, target);
    if (target < this.#reached) {
      throw new UsageError(
        `cannot run until ${formatTime(target)}: it is ${formatTime(this.now)} already`,
        "give a time from now on, or load the simulator anew",
      );
    }
    return this.#run(target, null);
  }

  summary(): Summary {
    const { wakes, polls, awakeNs } = this.#cpu;
    const span = this.now - this.#options.startTime;
    return {
      time: this.now,
      edges: this.#edges,
      polls,
      wakes: { ...wakes, total: wakes.reset + wakes.timer + wakes.interrupt },
      awakeNs,
      awakeShare: span === 0n ? 0 : Number(awakeNs) / Number(span),
      wasmBytes: this.#firmware.wasmBytes,
      ramBytes: this.#firmware.ramBytes,
    };
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
    while (this.#step(end)) {
      if (!condition?.()) continue;
      this.#reached = this.now;
      return true;
    }
    this.#clock.skipTo(end);
    this.#reached = end;
    return condition === null || condition();
  }

  #step(end: bigint): boolean {
    this.#inside = true;
    try {
      return this.#clock.step(end);
    } catch (error) {
      this.#state = "crashed";
      this.#failure = this.#withTask(error);
      throw this.#failure;
    } finally {
      this.#inside = false;
    }
  }

  #withTask(error: unknown): unknown {
    if (!(error instanceof FirmwareError)) return error;
    const { memory } = this.#firmware;
    const { table } = this.#options;
    const task = nameCurrent(memory, table);
    const message = namePool(error.message, () => fullPools(memory, table));
    if (task === undefined && message === error.message) return error;
    const { code, hint, place, time } = error;
    return new FirmwareError({ code, message, hint, place, time, task, cause: error });
  }

  #imports(): Record<string, HostFunction> {
    const own = this.#peripherals.map(({ imports }) => imports);
    return Object.assign({}, ...own, this.#options.imports[BORDER_MODULE]) as Record<
      string,
      HostFunction
    >;
  }

  #judge(deadline: bigint | null): void {
    this.#state = deadline === null ? "waiting" : "running";
    if (deadline !== null || this.#peripherals.some(({ listening }) => listening)) return;
    const deadlock = findDeadlock(this.tasks(), this.now);
    this.#state = deadlock ? "deadlock" : "finished";
    if (deadlock) this.#diagnostics.push(deadlock);
  }
}
