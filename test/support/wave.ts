/** Drives pins of a bench, one level after the other. */
import type { Bench } from "./board.ts";

export class Wave {
  #now = 0n;

  constructor(private readonly table: Bench) {}

  get now(): bigint {
    return this.#now;
  }

  /** Lets time pass. */
  wait(span: bigint): this {
    this.#now += span;
    this.table.run(this.#now);
    return this;
  }

  set(pin: number, level: 0 | 1): this {
    this.table.circuit.drive(pin, level);
    return this;
  }

  /** High for a time, and low for a time. */
  pulse(pin: number, high: bigint, low: bigint): this {
    return this.set(pin, 1).wait(high).set(pin, 0).wait(low);
  }
}
