/**
 * A board with firmware on it, put together: clock, wiring, parts, peripherals, processor, and whatever is
 * told of them. It does nothing by itself; whoever holds its clock makes it run.
 */
import type { Diagnostic } from "./core/context.ts";
import { Cpu } from "./core/cpu.ts";
import { Firmware } from "./core/firmware.ts";
import { InterruptRing } from "./core/interrupts.ts";
import { Journal, NEWEST_KEPT } from "./core/journal.ts";
import { Meter } from "./core/meter.ts";
import { SeededRandom } from "./core/random.ts";
import { stateless, type Snapshotted } from "./core/snapshotted.ts";
import { VirtualClock } from "./core/clock.ts";
import { CircleWatch } from "./diagnosis/circle-watch.ts";
import { findDeadlock } from "./diagnosis/deadlock.ts";
import { inspect, type TaskInspection } from "./diagnosis/inspection.ts";
import { LivelockWatch } from "./diagnosis/livelock.ts";
import { overrun } from "./diagnosis/overrun.ts";
import type { PollMeter } from "./diagnosis/polls.ts";
import { watchPolls } from "./diagnosis/poll-watch.ts";
import { PressWatch } from "./diagnosis/presses.ts";
import type { ReadyTimes } from "./diagnosis/ready-times.ts";
import { nameTaskAt, readTasks, type TaskState } from "./diagnosis/tasks.ts";
import { withTask } from "./diagnosis/with-task.ts";
import { accountOf, type Energy, type MeasuredCurrents } from "./energy/energy.ts";
import { Faults } from "./faults/faults.ts";
import { Wires } from "./faults/wires.ts";
import { Circuit } from "./nets/circuit.ts";
import type { CompleteOptions } from "./options.ts";
import { createParts, type Parts } from "./parts/index.ts";
import { importsOf, peripherals } from "./peripherals/index.ts";
import type {
  Peripheral,
  PeripheralViews,
  Processor,
  WakeSource,
} from "./peripherals/peripheral.ts";
import { summarize, type LogLine, type SimulatorState, type Summary } from "./summary.ts";
import { Trace } from "./trace/trace.ts";

export class Machine {
  readonly #options: CompleteOptions;
  readonly #peripherals: readonly Peripheral[];
  /** Missing if there is no side table. */
  readonly #circles: CircleWatch | undefined;
  /** As it was when the processor last fell asleep. */
  #state: SimulatorState = "running";
  #failure: unknown;
  #edges = 0;
  readonly clock: VirtualClock;
  readonly circuit: Circuit;
  readonly parts: Parts;
  /** Missing if nothing is recorded. */
  readonly trace: Trace | undefined;
  readonly logs: Journal<LogLine>;
  readonly diagnostics: Journal<Diagnostic>;
  readonly presses: PressWatch;
  readonly cpu: Cpu;
  readonly firmware: Firmware;
  readonly faults: Faults;
  /** Missing if polls are not counted. */
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
    const { record } = options;
    this.logs = new Journal(record ? Infinity : NEWEST_KEPT);
    this.diagnostics = new Journal(record ? Infinity : NEWEST_KEPT);
    const parts = { clock, circuit, random: random.fork("parts"), record };
    this.parts = createParts(options.board, parts);
    this.trace = record ? new Trace(circuit, clock, this.parts) : undefined;
    const report = (diagnostic: Diagnostic): void => this.diagnostics.push(diagnostic);
    circuit.onLevel(() => this.#edges++);
    circuit.onDiagnostic(report);

    const presses = new PressWatch(this.parts, circuit, clock, report);
    this.presses = presses;
    this.#peripherals = peripherals.map((create) =>
      create({
        clock,
        circuit,
        random,
        table: options.table,
        record,
        before: options,
        processor: processorOf(this, options),
        raise: (kind, index, value) => this.cpu.interrupt((kind << 16) | index, value),
        onSeen: (pin) => presses.onSeen(pin),
        report,
        print: (text) => this.logs.push({ time: clock.now, text }),
      }),
    );
    // Behind the peripherals, which tell the firmware of the same change.
    circuit.onLevel((pin) => presses.onLevel(pin));
    const ring = new InterruptRing(options.ring, (gap) => report(overrun(gap, options.ring)));
    const meter = options.rate && new Meter(clock, options.rate);
    const memory = (): WebAssembly.Memory => this.firmware.memory;
    let turns: ReadyTimes | undefined;
    if (meter || options.inspect) {
      const watching = watchPolls({ ...options, meter, memory, report, clock }, () => this);
      ({ polls: this.polls, turns } = watching);
    }
    this.#circles = options.table && new CircleWatch(options.table, memory, report);
    const livelocks = new LivelockWatch();
    // The module's start section may call imports before the instance exists.
    this.cpu = new Cpu(
      {
        start: () => this.firmware.start(),
        poll: () => {
          turns?.onTurn(clock.now);
          return this.firmware.poll();
        },
        raise: (source, value, time) => {
          this.firmware.raise(source, value, time);
          turns?.onRaised(time);
        },
      },
      clock,
      ring,
      { ...options, meter },
      {
        onReset: ({ cause, span }) => this.faults.reset(cause, span),
        onOff: () => this.#judgeOff(this.faults.switchOff()),
        onSleep: (deadline) => this.#judge(deadline),
        onLateTurn: () => livelocks.onLateTurn(this.tasks(), clock.now),
        onLivelock: (reason) => {
          const { readings } = this.firmware;
          const { turnLimit: turns } = options;
          throw livelocks.error({ reason, turns, time: clock.now, readings });
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
    const wires = new Wires(circuit, clock, random.fork("wires"));
    this.faults = new Faults({
      clock,
      wires,
      cpu: this.cpu,
      firmware: this.firmware,
      peripherals: this.#peripherals,
      onReset: () => {
        this.#state = "running";
        this.polls?.forget();
      },
    });
    this.cpu.reset();

    const own: Snapshotted<[SimulatorState, unknown, number]> = {
      save: () => [this.#state, this.#failure, this.#edges],
      restore: (state) => ([this.#state, this.#failure, this.#edges] = state),
    };
    const metered = [meter, this.polls, this.#circles, livelocks, presses].filter(
      (component) => component !== undefined,
    );
    const lent = [...this.#peripherals, options.importState];
    const inside = [ring, this.cpu, this.firmware, this.faults, wires, ...metered, ...lent];
    const told = [this.trace ?? stateless, this.logs, this.diagnostics];
    this.components = [clock, clock.deeds, circuit, ...this.parts.all, ...inside, ...told, own];
  }

  get state(): SimulatorState {
    return this.#state === "crashed" || this.cpu.asleep ? this.#state : "running";
  }

  /** What a peripheral shows to tests. */
  peripheral<Name extends keyof PeripheralViews>(name: Name): PeripheralViews[Name] {
    return this.#peripherals.find((one) => one.name === name)?.view as PeripheralViews[Name];
  }

  /** What `crash` has thrown. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Those that take time. */
  get metered(): PollMeter | undefined {
    return this.polls?.counts === true ? this.polls : undefined;
  }

  get seed(): number {
    return this.#options.seed;
  }

  /** Changes of level, of all pins. */
  get edges(): number {
    return this.#edges;
  }

  /** The tasks that live; none if there is no side table. */
  tasks(): TaskState[] {
    return readTasks(this.firmware.memory, this.#options.table);
  }

  /** What is known of each task now; nothing if there is no side table. */
  inspect(): TaskInspection[] {
    const { table } = this.#options;
    return table ? inspect(this.firmware.memory, table, this.polls?.slots) : [];
  }

  summary(): Summary {
    const { startTime } = this.#options;
    const { clock, edges, cpu, firmware } = this;
    return summarize({ time: clock.now, startTime, edges, events: clock.happened, cpu, firmware });
  }

  /** What the run took so far. */
  energy(measured?: MeasuredCurrents): Energy {
    const { board, startTime, hz, turnTime } = this.#options;
    const span = this.clock.now - startTime;
    const codeTakesTime = hz !== undefined || turnTime > 0n;
    const { leds } = this.parts;
    return accountOf({ span, board, cpu: this.cpu, codeTakesTime, hz, leds }, measured);
  }

  /** It does not go on from here: throws `error`, with all that is known of it. */
  crash(error: unknown): never {
    this.#state = "crashed";
    this.#failure = withTask(error, this.firmware.memory, this.#options.table);
    throw this.#failure;
  }

  #judgeOff(wakes: readonly (WakeSource | undefined)[]): void {
    if (wakes.includes("time")) this.#state = "running";
    else this.#state = wakes.includes("outside") ? "waiting" : "finished";
  }

  #judge(deadline: bigint | null): void {
    this.#state = deadline === null ? "waiting" : "running";
    if (deadline !== null || this.#peripherals.some(({ listening }) => listening)) {
      this.#circles?.onSleep(this.clock.now);
      return;
    }
    const deadlock = findDeadlock(this.tasks(), () => this.#circles?.find(), this.clock.now);
    this.#state = deadlock ? "deadlock" : "finished";
    if (deadlock) this.diagnostics.push(deadlock);
  }
}

/** What is made after the peripherals is found when they ask for it. */
function processorOf(machine: Machine, { table }: CompleteOptions): Processor {
  return {
    get memory() {
      return machine.firmware.memory;
    },
    get inTurn() {
      return machine.cpu.inTurn;
    },
    get micros() {
      return machine.cpu.time;
    },
    reset: (cause) => machine.faults.reset(cause),
    switchOff: () => machine.cpu.switchOff(),
    nameTask: (address) => nameTaskAt(machine.firmware.memory, table, address),
  };
}
