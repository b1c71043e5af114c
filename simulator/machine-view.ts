/** What can be seen of a machine, whether it runs or not. */
import type { Diagnostic } from "./core/context.ts";
import { UsageError } from "./core/errors.ts";
import type { TaskPolls } from "./diagnosis/polls.ts";
import type { TaskInspection } from "./diagnosis/inspection.ts";
import type { TaskState } from "./diagnosis/tasks.ts";
import type { Energy, MeasuredCurrents } from "./energy/energy.ts";
import type { Machine } from "./machine.ts";
import type { Circuit } from "./nets/circuit.ts";
import type { Led, Parts } from "./parts/index.ts";
import type { PeripheralViews } from "./peripherals/peripheral.ts";
import type { LogLine, SimulatorState, Summary } from "./summary.ts";
import type { Trace } from "./trace/trace.ts";

/** A simulator without what moves it. */
export class MachineView {
  readonly #machine: Machine;
  /** The board's wiring: levels of all nets. */
  readonly circuit: Circuit;
  /** What is wired to it. */
  readonly parts: Parts;

  protected constructor(machine: Machine) {
    this.#machine = machine;
    this.circuit = machine.circuit;
    this.parts = machine.parts;
  }

  /** Nanoseconds since reset. */
  get now(): bigint {
    return this.#machine.clock.now;
  }

  /** Whether the firmware runs, waits, has ended, or how it failed. */
  get state(): SimulatorState {
    return this.#machine.state;
  }

  /** What ended the run; undefined unless `state` is `crashed`. */
  get failure(): unknown {
    return this.#machine.failure;
  }

  /** @throws UsageError if the simulator was loaded with `record: false`. */
  get trace(): Trace {
    const { trace } = this.#machine;
    if (trace) return trace;
    throw new UsageError("nothing was recorded", "load the simulator without `record: false`");
  }

  /** What the firmware logged; with `record: false` only the newest lines. */
  get logs(): readonly LogLine[] {
    return this.#machine.logs.items;
  }

  /** What the simulator has to tell of firmware and wiring so far, in the order in which it was seen. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#machine.diagnostics.items;
  }

  /**
   * Of the buttons' presses that are over those that the firmware cannot know of, and of which `diagnostics`
   * does not tell yet, since nothing has happened at the pin or the button after them.
   */
  get unseenPresses(): readonly Diagnostic[] {
    return this.#machine.presses.settle();
  }

  /** The firmware's linear memory: all of its state. */
  get memory(): WebAssembly.Memory {
    return this.#machine.firmware.memory;
  }

  /** The tasks that live; none if there is no side table. */
  tasks(): TaskState[] {
    return this.#machine.tasks();
  }

  /**
   * What each task does at this moment: where it stands, what it waits for and who holds that, what it holds
   * itself, and how often it was polled. Nothing if there is no side table.
   */
  inspect(): TaskInspection[] {
    return this.#machine.inspect();
  }

  /** How long the polls of each task took; nothing without `cpu.hz`. */
  get polls(): readonly TaskPolls[] {
    return this.#machine.metered?.tasks ?? [];
  }

  /** What a peripheral shows: `sim.peripheral("flash")`. */
  peripheral<Name extends keyof PeripheralViews>(name: Name): PeripheralViews[Name] {
    return this.#machine.peripheral(name);
  }

  /** The terminal at a serial port: `sim.uart(0).send("on\n")`. */
  get uart(): PeripheralViews["uart"] {
    return this.peripheral("uart");
  }

  /** @throws UsageError if the board has no such LED. */
  led(id: string): Led {
    return this.parts.led(id);
  }

  /** Counts of the run so far: edges, wake-ups, polls, bytes. */
  summary(): Summary {
    return this.#machine.summary();
  }

  /** An estimate of what the run took so far. @throws UsageError if what was measured is no current. */
  energy(measured?: MeasuredCurrents): Energy {
    return this.#machine.energy(measured);
  }
}
