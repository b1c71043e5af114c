/** Who can be called on the two-wire buses of a board, for what its author is told of one who does not answer. */
import type { Circuit } from "../nets/circuit.ts";

export interface I2cListener {
  readonly id: string;
  /** Terminals, named `partId:terminal`. */
  readonly sda: string;
  readonly scl: string;
  /** Its address now, 7 bits. */
  readonly address: () => number;
}

const listeners = new WeakMap<Circuit, I2cListener[]>();

/** All of a circuit, in the order of the board file; to be added to. */
export function i2cListenersOf(circuit: Circuit): I2cListener[] {
  let known = listeners.get(circuit);
  if (known === undefined) listeners.set(circuit, (known = []));
  return known;
}
