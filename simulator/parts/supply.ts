/** Whether a part has power: its supply is fed, and its ground is at ground. */
import type { Circuit } from "../nets/circuit.ts";

/** Names of a part's terminals; of several that are joined one will do. */
export interface SupplyTerminals {
  readonly vcc: string;
  readonly gnd: string;
}

const USUAL: SupplyTerminals = { vcc: "VCC", gnd: "GND" };

/** Less than any pull-up: what comes through more, such as the pull-ups of the part's own lines, is no supply. */
const MOST_OHMS = 1_000;

export class Supply {
  readonly circuit: Circuit;
  /** Of the part. */
  readonly id: string;
  readonly #terminals: SupplyTerminals;
  readonly #vcc: string;
  readonly #gnd: string;

  constructor(circuit: Circuit, id: string, terminals = USUAL) {
    this.circuit = circuit;
    this.id = id;
    this.#terminals = terminals;
    this.#vcc = `${id}:${terminals.vcc}`;
    this.#gnd = `${id}:${terminals.gnd}`;
  }

  get isOn(): boolean {
    return this.#isFed && this.circuit.levelAt(this.#gnd) === 0;
  }

  /** Tells each time when the power may have come or gone. */
  watch(listener: () => void): void {
    this.circuit.watch([this.#vcc, this.#gnd], listener, MOST_OHMS);
  }

  /**
   * Whether it has power, now that it is used; if not, the author is told once.
   * @param what was done to it: `was triggered`.
   */
  isOnWhenUsed(what: string): boolean {
    if (this.isOn) return true;
    const { vcc, gnd } = this.#terminals;
    const lack = this.#isFed ? `its ${gnd} is not at ground` : `nothing feeds its ${vcc}`;
    this.circuit.report(
      "no-power",
      `${this.id} ${what}, but it has no power: ${lack}`,
      `Wire ${this.#vcc} to the supply and ${this.#gnd} to ground.`,
    );
    return false;
  }

  get #isFed(): boolean {
    return this.circuit.levelAt(this.#vcc) === 1 && this.circuit.ohmsAt(this.#vcc) < MOST_OHMS;
  }
}
