/** What a simulator lends to a peripheral, without a simulator. */
import { SeededRandom } from "../../simulator/core/random.ts";
import type { PeripheralContext } from "../../simulator/peripherals/peripheral.ts";
import { bench } from "./board.ts";

/** A context in which nobody listens. */
export function lent(given: Partial<PeripheralContext> = {}): PeripheralContext {
  const { clock, circuit } = bench();
  return {
    clock,
    circuit,
    random: SeededRandom.from(1),
    table: undefined,
    before: { flash: undefined, date: undefined },
    processor: {
      memory: new WebAssembly.Memory({ initial: 1 }),
      inTurn: false,
      micros: 0n,
      reset: () => undefined,
      switchOff: () => undefined,
      nameTask: () => undefined,
    },
    raise: () => undefined,
    report: () => undefined,
    print: () => undefined,
    onSeen: () => undefined,
    ...given,
  };
}
