/** The pins' last seconds, in bounded memory, for a view that may run for days. */
import type { Level } from "../core/context.ts";
import type { Simulator } from "../simulator.ts";
import type { TraceChange, TraceData, TraceSignal } from "../trace/trace.ts";

/** Finer than a terminal has columns. */
const BUCKETS = 1_000n;

interface Rolling extends TraceSignal {
  initial: Level;
  changes: TraceChange[];
}

/**
 * Of the changes within a thousandth of the window, the first and the last are kept: enough to draw
 * the same picture.
 */
export class RollingTrace implements TraceData {
  readonly board: string;
  readonly #sim: Simulator;
  readonly #window: bigint;
  readonly #bucket: bigint;
  readonly #pins = new Map<number, Rolling>();

  /** @param window nanoseconds that are remembered. */
  constructor(sim: Simulator, window: bigint) {
    this.#sim = sim;
    this.#window = window;
    this.#bucket = window / BUCKETS + 1n;
    const { circuit } = sim;
    this.board = circuit.board.name;
    for (const { logical, label } of circuit.board.pins) {
      const initial = circuit.level(logical);
      this.#pins.set(logical, { kind: "pin", name: label, pin: logical, initial, changes: [] });
    }
    circuit.onLevel((pin, level) => this.#add(this.#pins.get(pin)!, level));
  }

  /** Nanoseconds since reset at which memory begins. */
  get start(): bigint {
    const { now } = this.#sim;
    return now > this.#window ? now - this.#window : 0n;
  }

  get signals(): readonly TraceSignal[] {
    const active = [...this.#pins.values()].filter((s) => this.#sim.circuit.isActive(s.pin!));
    for (const signal of active) this.#forget(signal);
    return active;
  }

  #add(signal: Rolling, level: Level): void {
    const time = this.#sim.now;
    const { changes } = signal;
    const bucket = time / this.#bucket;
    const before = changes.at(-2);
    if (before !== undefined && before.time / this.#bucket === bucket) changes.pop();
    changes.push({ time, level });
    if (changes.length > 4 * Number(BUCKETS)) this.#forget(signal);
  }

  #forget(signal: Rolling): void {
    const { start } = this;
    const found = signal.changes.findIndex(({ time }) => time >= start);
    const old = found < 0 ? signal.changes.length : found;
    if (old === 0) return;
    signal.initial = signal.changes[old - 1]!.level;
    signal.changes.splice(0, old);
  }
}
