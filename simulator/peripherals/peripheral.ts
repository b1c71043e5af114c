import type { SideTable } from "../../hal/border/side-table.ts";
import type { HostFunction } from "../core/admission.ts";
import type { Clock, Diagnostic, Random } from "../core/context.ts";
import type { ResetCause } from "../core/reset-signal.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";

/** What the simulator lends to a peripheral. */
export interface PeripheralContext {
  readonly clock: Clock;
  readonly circuit: Circuit;
  /** Fork it under the peripheral's name. */
  readonly random: Random;
  readonly table: SideTable | undefined;
  /** Whether the whole past is kept; otherwise only the newest of it. Default true. */
  readonly record?: boolean | undefined;
  readonly processor: Processor;
  /** What the chip held before it was switched on. */
  readonly before: BeforePower;
  /** Raises an interrupt now; `kind` is a `Source`. */
  raise(kind: number, index: number, value: number): void;
  /** The firmware has read a pin, or is told of an edge there. */
  onSeen(pin: number): void;
  /** Tells the author. */
  report(diagnostic: Diagnostic): void;
  /** Adds a line to the firmware's log. */
  print(text: string): void;
}

/** The processor, as far as peripherals have a say. */
export interface Processor {
  /** The firmware's memory. */
  readonly memory: WebAssembly.Memory;
  /** Whether the firmware runs at this moment. */
  readonly inTurn: boolean;
  /** What its clock shows: microseconds since its last reset. */
  readonly micros: bigint;
  reset(cause: ResetCause): void;
  /** Deep sleep, as soon as the turn at hand ends. It lasts until a reset. */
  switchOff(): void;
  /** A task as texts name it, by its address, or by one in its frame; nothing if there is no such task. */
  nameTask(address: number): string | undefined;
}

/** What can end a deep sleep: a time, or something outside. */
export type WakeSource = "time" | "outside";

/** Options of the simulator. */
export interface BeforePower {
  /** Contents of the flash; what it is too short for is erased. */
  readonly flash: Uint8Array | undefined;
  /** Microseconds since 1970 that the clock shows. */
  readonly date: bigint | undefined;
}

/**
 * What tests see of peripherals, by name. A peripheral that shows something adds itself:
 * `declare module "./peripheral.ts" { interface PeripheralViews { readonly flash: FlashView } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the peripherals fill it
export interface PeripheralViews {}

/**
 * One piece of hardware behind the border. To add one, write a factory `create...` in a file of its own,
 * which `npm run generate` enters in `all.ts`, and give its test a run of it in `test/support/peripheral-samples.ts`. Its state
 * is all that it changes; what lies in the circuit is kept there. One without any is `stateless`.
 */
export interface Peripheral extends Snapshotted {
  readonly name: string;
  /** The functions of the border's module that it provides. */
  readonly imports: Readonly<Record<string, HostFunction>>;
  /** Whether something outside may still raise an interrupt through it. */
  readonly listening: boolean;
  /** What `sim.peripheral(name)` gives: its member of `PeripheralViews`. */
  readonly view?: unknown;
  /** The processor is reset, and the peripheral with it. */
  reset(cause: ResetCause): void;
  /** The processor begins a deep sleep: until its reset nothing can be raised. */
  off?(): WakeSource | undefined;
  /** Raises an interrupt at a pin although nothing has happened there. */
  spurious?(pin: number): void;
}

export type PeripheralFactory = (context: PeripheralContext) => Peripheral;
