/** The source of noise, which follows from the seed here. A reset does not begin it anew. */
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

const MOST = 2n ** 64n - 1n;

export function createRandom(context: PeripheralContext): Peripheral {
  const random = context.random.fork("random");
  return {
    name: "random",
    imports: {
      random_bits: (): bigint => BigInt.asIntN(64, random.between(0n, MOST)),
    },
    listening: false,
    reset: () => undefined,
    save: () => random.save(),
    restore: (state) => random.restore(state),
  };
}
