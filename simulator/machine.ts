/**
 * A board with firmware on it, put together: clock, wiring, parts, peripherals, processor, and whatever is
 * told of them. It does nothing by itself; whoever holds its clock makes it run.
 */
import type { Diagnostic } from "./core/context.ts";
import { Cpu } from "./core/cpu.ts";
import { Firmware } from "./core/firmware.ts";
import { InterruptRing } from "./core/interrupts.ts";
import { Journal } from "./core/journal.ts";
import { Meter } from "./core/meter.ts";
import { SeededRandom } from "./core/random.ts";
import { stateless, type Snapshotted } from "./core/snapshotted.ts";
import { VirtualClock } from "./core/clock.ts";
import { findDeadlock } from "./diagnosis/deadlock.ts";
import { livelock } from "./diagnosis/livelock.ts";
import { overrun } from "./diagnosis/overrun.ts";
import { PollMeter } from "./diagnosis/polls.ts";
import { readTasks, type TaskState } from "./diagnosis/tasks.ts";
import { withTask } from "./diagnosis/with-task.ts";
import { Faults } from "./faults/faults.ts";
import { Circuit } from "./nets/circuit.ts";
import type { CompleteOptions } from "./options.ts";
import { createParts, type Parts } from "./parts/index.ts";
import { importsOf, peripherals } from "./peripherals/index.ts";
import type { Peripheral } from "./peripherals/peripheral.ts";
import type { LogLine, SimulatorState } from "./summary.ts";
import { Trace } from "./trace/trace.ts";

export class Machine {
  readonly #options: CompleteOptions;
  readonly #peripherals: readonly Peripheral[];
  /** As it was when the processor last fell asleep. */
  #state: SimulatorState = "running";
  #failure: unknown;
  #edges = 0;
  readonly clock: VirtualClock;
  readonly circuit: Circuit;
  readonly parts: Parts;
  /** Missing if nothing is recorded. */
  readonly trace: Trace | undefined;
  readonly logs = new Journal<LogLine>();
  readonly diagnostics = new Journal<Diagnostic>();
  readonly cpu: Cpu;
  readonly firmware: Firmware;
  readonly faults: Faults;
  /** Missing if code takes no time. */
  readonly polls: PollMeter | undefined;
  /** All that has a state which changes. */
  readonly components: readonly Snapshotted[];

  /** @throws FirmwareError if the module is refused. */
  constructor(bytes: Uint8Array, options: CompleteOptions) {
    this.#options = options;
    const random = SeededRandom.from(options.seed);
    const clock = new VirtualClock(options.startTime, options.turnLimit);
    this.clock = clock;
    const circuit = new Circuit(options.board, random.fork("circuit"), clock);
    this.circuit = circuit;
    this.parts = createParts(options.board, { clock, circuit, random: random.fork("parts") });
    this.trace = options.record ? new Trace(circuit, clock, this.parts) : undefined;
    const report = (diagnostic: Diagnostic): void => this.diagnostics.push(diagnostic);
    circuit.onLevel(() => this.#edges++);
    circuit.onDiagnostic(report);

    this.#peripherals = peripherals.map((create) =>
      create({
        clock,
        circuit,
        table: options.table,
        raise: (kind, index, value) => this.cpu.interrupt((kind << 16) | index, value),
        report,
        print: (text) => this.logs.push({ time: clock.now, text }),
      }),
    );
    const ring = new InterruptRing(options.ring, (gap) => report(overrun(gap, options.ring)));
    const meter = options.rate && new Meter(clock, options.rate);
    const memory = (): WebAssembly.Memory => this.firmware.memory;
    this.polls = meter && new PollMeter({ ...options, meter, memory, report });
    // The module's start section may call imports before the instance exists.
    this.cpu = new Cpu(
      {
        start: () => this.firmware.start(),
        poll: () => this.firmware.poll(),
        raise: (source, value, time) => this.firmware.raise(source, value, time),
      },
      clock,
      ring,
      { ...options, meter },
      {
        onReset: (span) => this.faults.reset(span),
        onSleep: (deadline) => this.#judge(deadline),
        onLivelock: (reason) => {
          throw livelock(reason, options.turnLimit, this.tasks(), clock.now);
        },
      },
    );
    this.firmware = new Firmware(bytes, {
      imports: importsOf(this.#peripherals, options.imports),
      table: options.table,
      pollLimit: options.pollLimit,
      metering: this.polls,
      time: () => clock.now,
      micros: () => this.cpu.micros,
    });
    this.faults = new Faults({
      clock,
      cpu: this.cpu,
      firmware: this.firmware,
      peripherals: this.#peripherals,
      onReset: () => (this.#state = "running"),
    });
    this.cpu.reset();

    const own: Snapshotted<[SimulatorState, unknown, number]> = {
      save: () => [this.#state, this.#failure, this.#edges],
      restore: (state) => ([this.#state, this.#failure, this.#edges] = state),
    };
    const metered = [meter, this.polls].filter((component) => component !== undefined);
    const lent = [...this.#peripherals, options.importState];
    const inside = [ring, this.cpu, this.firmware, this.faults, ...metered, ...lent];
    const told = [this.trace ?? stateless, this.logs, this.diagnostics];
    this.components = [clock, clock.deeds, circuit, ...this.parts.all, ...inside, ...told, own];
  }

  get state(): SimulatorState {
    return this.#state === "crashed" || this.cpu.asleep ? this.#state : "running";
  }

  /** What `crash` has thrown. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Changes of level, of all pins. */
  get edges(): number {
    return this.#edges;
  }

  /** The tasks that live; none if there is no side table. */
  tasks(): TaskState[] {
    return readTasks(this.firmware.memory, this.#options.table);
  }

  /** It does not go on from here: throws `error`, with all that is known of it. */
  crash(error: unknown): never {
    this.#state = "crashed";
    this.#failure = withTask(error, this.firmware.memory, this.#options.table);
    throw this.#failure;
  }

  #judge(deadline: bigint | null): void {
    this.#state = deadline === null ? "waiting" : "running";
    if (deadline !== null || this.#peripherals.some(({ listening }) => listening)) return;
    const deadlock = findDeadlock(this.tasks(), this.clock.now);
    this.#state = deadlock ? "deadlock" : "finished";
    if (deadlock) this.diagnostics.push(deadlock);
  }
}
