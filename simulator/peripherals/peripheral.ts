import type { SideTable } from "../../hal/border/side-table.ts";
import type { HostFunction } from "../core/admission.ts";
import type { Clock, Diagnostic, Random } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";

/** What the simulator lends to a peripheral. */
export interface PeripheralContext {
  readonly clock: Clock;
  readonly circuit: Circuit;
  /** Fork it under the peripheral's name. */
  readonly random: Random;
  readonly table: SideTable | undefined;
  /** Raises an interrupt now; `kind` is a `Source`. */
  raise(kind: number, index: number, value: number): void;
  /** The firmware has read a pin, or is told of an edge there. */
  onSeen(pin: number): void;
  /** Tells the author. */
  report(diagnostic: Diagnostic): void;
  /** Adds a line to the firmware's log. */
  print(text: string): void;
}

/**
 * What tests see of peripherals, by name. A peripheral that shows something adds itself:
 * `declare module "./peripheral.ts" { interface PeripheralViews { readonly flash: FlashView } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the peripherals fill it
export interface PeripheralViews {}

/**
 * One piece of hardware behind the border. To add one, write a factory `create...` in a file of its own,
 * which `npm run generate` enters in `all.ts`, and give its test a run of it in `test/support/state-samples.ts`. Its state
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
  reset(): void;
  /** Raises an interrupt at a pin although nothing has happened there. */
  spurious?(pin: number): void;
}

export type PeripheralFactory = (context: PeripheralContext) => Peripheral;
