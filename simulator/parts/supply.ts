/** Whether a part has power: its VCC is fed, and its GND is at ground. */
import type { Circuit } from "../nets/circuit.ts";

export class Supply {
  readonly #circuit: Circuit;
  readonly #id: string;
  readonly #vcc: string;
  readonly #gnd: string;

  constructor(circuit: Circuit, id: string) {
    this.#circuit = circuit;
    this.#id = id;
    this.#vcc = `${id}:VCC`;
    this.#gnd = `${id}:GND`;
  }

  get isOn(): boolean {
    return this.#circuit.levelAt(this.#vcc) === 1 && this.#circuit.levelAt(this.#gnd) === 0;
  }

  /** Tells each time when the power may have come or gone. */
  watch(listener: () => void): void {
    this.#circuit.watch([this.#vcc, this.#gnd], listener);
  }

  /**
   * Whether it has power, now that it is used; if not, the author is told once.
   * @param what was done to it: `was triggered`.
   */
  isOnWhenUsed(what: string): boolean {
    if (this.isOn) return true;
    const isFed = this.#circuit.levelAt(this.#vcc) === 1;
    const lack = isFed ? "its GND is not at ground" : "nothing feeds its VCC";
    this.#circuit.report(
      "no-power",
      `${this.#id} ${what}, but it has no power: ${lack}`,
      `Wire ${this.#vcc} to the supply and ${this.#gnd} to ground.`,
    );
    return false;
  }
}
