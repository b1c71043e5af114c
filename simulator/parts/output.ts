/**
 * What a part drives. In the circuit it is two contacts, to the ground and to the supply that are wired to the
 * part, of which one at most is closed:
 *
 * ```
 *   VCC ──/ ──┐
 *             ├── SDA      SDA(high), SDA(low)
 *   GND ──/ ──┘
 * ```
 *
 * Both open when the power goes, and a part without power closes none: when it comes back, the part drives anew
 * what it has to. Two that drive against each other are a conflict that is told, and what is driven is in the
 * circuit's state: the part keeps none of it.
 */
import type { Switch } from "../core/board.ts";
import type { Circuit } from "../nets/circuit.ts";
import type { OutputTerminal } from "./part.ts";
import type { Supply } from "./supply.ts";

const contact = (id: string, terminal: string, level: "low" | "high"): string =>
  `${id}:${terminal}(${level})`;

/** The contacts of an output, for the board. */
export function outputSwitches(id: string, { terminal, low, high }: OutputTerminal): Switch[] {
  const a = `${id}:${terminal}`;
  const switches: Switch[] = [];
  if (low !== undefined) switches.push({ id: contact(id, terminal, "low"), a, b: `${id}:${low}` });
  if (high !== undefined) {
    switches.push({ id: contact(id, terminal, "high"), a, b: `${id}:${high}` });
  }
  return switches;
}

/** Drives a terminal that the part's definition lists among its `outputs`. */
export class PartOutput {
  readonly #circuit: Circuit;
  readonly #supply: Supply;
  readonly #low: string;
  readonly #high: string;
  /** Those of the two that there are. */
  readonly #contacts: readonly string[];

  constructor(supply: Supply, terminal: string) {
    this.#circuit = supply.circuit;
    this.#supply = supply;
    this.#low = contact(supply.id, terminal, "low");
    this.#high = contact(supply.id, terminal, "high");
    const ids = supply.circuit.board.switches.map(({ id }) => id);
    this.#contacts = ids.filter((id) => id === this.#low || id === this.#high);
    supply.watch(() => {
      if (!supply.isOn) this.release();
    });
  }

  /** Drives it low or high, by push and pull. */
  drive(level: 0 | 1): void {
    if (!this.#supply.isOn) return;
    const [closed, opened] = level === 1 ? [this.#high, this.#low] : [this.#low, this.#high];
    this.#circuit.setSwitch(closed, true, opened);
  }

  /** As an open drain does: 0 pulls it low, 1 lets go of it. */
  pull(level: 0 | 1): void {
    this.#circuit.setSwitch(this.#low, level === 0 && this.#supply.isOn);
  }

  /** Drives it no more. */
  release(): void {
    for (const id of this.#contacts) this.#circuit.setSwitch(id, false);
  }
}
