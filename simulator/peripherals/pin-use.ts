/**
 * Who uses which pin, so that one that is given two jobs is told. A peripheral says what it does with a pin when
 * it is asked, so nothing has to be kept, or put back when the simulation goes back.
 */
import type { Circuit } from "../nets/circuit.ts";

/** What a peripheral does with a pin now, such as `TX of serial port 0`; undefined: nothing. */
export type PinUser = (pin: number) => string | undefined;

class PinUse {
  readonly #users: PinUser[] = [];

  add(user: PinUser): void {
    this.#users.push(user);
  }

  /** What others than `self` do with a pin. */
  find(pin: number, self: PinUser): string | undefined {
    for (const user of this.#users) {
      const use = user === self ? undefined : user(pin);
      if (use !== undefined) return use;
    }
    return undefined;
  }
}

const uses = new WeakMap<Circuit, PinUse>();

/** Of the peripherals at a circuit. */
export function pinUseOf(circuit: Circuit): PinUse {
  let use = uses.get(circuit);
  if (use === undefined) uses.set(circuit, (use = new PinUse()));
  return use;
}

/** Warns of a pin that `self` is about to use as `wanted` while another uses it. */
export function warnIfUsed(circuit: Circuit, pin: number, wanted: string, self: PinUser): void {
  const use = pinUseOf(circuit).find(pin, self);
  if (use === undefined) return;
  circuit.report(
    "pin-used-twice",
    `pin ${pin} becomes ${wanted}, and it is ${use} already`,
    "give each job a pin of its own, or end one of them first",
  );
}
