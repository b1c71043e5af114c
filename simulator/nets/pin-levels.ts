/** The level of each pin: that of its net, or its own if it is cut off from it. */
import type { Level, Random } from "../core/context.ts";
import type { Announcer } from "./announcer.ts";
import { CODE_X, LEVELS } from "./codes.ts";
import type { Drives, Resolver } from "./resolver.ts";
import type { Component, Topology } from "./topology.ts";
import type { Voltmeter, Wiring } from "./voltage.ts";
import { codeOfPad, isCut } from "./wire-faults.ts";

/** ATmega328P datasheet (DS40002061), table 29-1: shares of the supply that an input surely takes for low and for high. */
const LOW_BELOW = 0.3;
const HIGH_ABOVE = 0.6;

export class PinLevels {
  readonly #topology: Topology;
  readonly #drives: Drives;
  readonly #resolver: Resolver;
  readonly #numbers: readonly number[];
  /** What each pin reads while it has no level. */
  readonly #floating: readonly (0 | 1)[];
  /** Code of each pin as last told to the listeners. */
  readonly #told: Uint8Array;

  readonly #voltmeter: Voltmeter;
  readonly #volts: number;

  /** The nets must be resolved. */
  constructor({ board, topology, drives, resolver }: Wiring, voltmeter: Voltmeter, random: Random) {
    const { pins, volts } = board;
    this.#voltmeter = voltmeter;
    this.#volts = volts;
    this.#topology = topology;
    this.#drives = drives;
    this.#resolver = resolver;
    this.#numbers = pins.map(({ logical }) => logical);
    this.#floating = this.#numbers.map((pin) => (random.fork(`pin:${pin}`).below(2) === 1 ? 1 : 0));
    this.#told = Uint8Array.from(pins, (_, index) => this.#code(index));
  }

  level(index: number): Level {
    return LEVELS[this.#code(index)]!;
  }

  /** What the pin's input reads. */
  read(index: number): 0 | 1 {
    const code = this.#code(index);
    if (code < 2) return code as 0 | 1;
    if (code === CODE_X && this.#voltmeter.isAnalogue(index)) {
      const share = this.#voltmeter.ofPin(index)! / this.#volts;
      if (share < LOW_BELOW) return 0;
      if (share > HIGH_ABOVE) return 1;
    }
    return this.#floating[index]!;
  }

  /** Queues the pins of a component that have another level than was last told. */
  tell(component: Component, announcer: Announcer): void {
    for (const index of component.pins) {
      const code = this.#code(index);
      if (this.#told[index] === code) continue;
      this.#told[index] = code;
      announcer.queueLevel(this.#numbers[index]!, LEVELS[code]!);
    }
  }

  /** All levels count as told. */
  skip(): void {
    for (let index = 0; index < this.#told.length; index++) this.#told[index] = this.#code(index);
  }

  #code(index: number): number {
    const { mode, latch, faults } = this.#drives;
    const fault = faults[index]!;
    return isCut(fault)
      ? codeOfPad(mode[index]!, latch[index]!, fault)
      : this.#resolver.codes[this.#topology.pinNet[index]!]!;
  }
}
