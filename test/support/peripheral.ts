/** A peripheral on a bench, whose imports a test calls as firmware would. */
import { bareBoard, type Board } from "../../simulator/core/board.ts";
import type { Diagnostic } from "../../simulator/core/context.ts";
import type { Peripheral, PeripheralFactory } from "../../simulator/peripherals/peripheral.ts";
import { bench, type Bench } from "./board.ts";
import { lent } from "./lent.ts";

export interface PeripheralBench<Imports> extends Bench {
  readonly peripheral: Peripheral;
  readonly imports: Imports;
  /** Interrupts: when, which index, what value. */
  readonly raised: readonly (readonly [time: bigint, index: number, value: number])[];
  readonly told: readonly Diagnostic[];
  /** Changes of a pin from here on, such as `1@500`. */
  edges(pin: number): readonly string[];
}

export function peripheralBench<Imports>(
  create: PeripheralFactory,
  board: Board = bareBoard(),
): PeripheralBench<Imports> {
  const table = bench(board);
  const { clock, circuit } = table;
  const raised: [bigint, number, number][] = [];
  const told: Diagnostic[] = [];
  const peripheral = create(
    lent({
      clock,
      circuit,
      raise: (_kind, index, value) => raised.push([clock.now, index, value]),
      report: (diagnostic) => told.push(diagnostic),
    }),
  );
  const edges = (pin: number): string[] => {
    const seen: string[] = [];
    circuit.onLevel((at, level) => {
      if (at === pin) seen.push(`${level}@${clock.now}`);
    });
    return seen;
  };
  return {
    ...table,
    peripheral,
    imports: peripheral.imports as unknown as Imports,
    raised,
    told,
    edges,
  };
}
