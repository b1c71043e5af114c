/**
 * Records all pins, LEDs and buttons of a simulator, to be looked at: see `Edges`. Memory is bounded in bytes; when
 * it is full the oldest edges go. It is a part of what the simulator's snapshots hold, so that it goes back with it.
 */
import type { Snapshotted } from "../../core/snapshotted.ts";
import { reachedBy } from "../../parts/reach.ts";
import type { Simulator } from "../../simulator.ts";
import type { SignalInfo } from "../protocol.ts";
import { CHUNK_BYTES, codeOf, Edges } from "./edges.ts";

/** Bytes. */
const MOST = 64 * 2 ** 20;

interface Recorded {
  readonly time: number;
  readonly counts: readonly number[];
  readonly levels: readonly number[];
}

/** A signal with its edges. */
export interface Signal extends Omit<SignalInfo, "active"> {
  /** As traces call it: `D13`. */
  readonly plainName: string;
  readonly edges: Edges;
}

export class Recorder implements Snapshotted<Recorded> {
  readonly #most: number;
  #signals: readonly Signal[] = [];
  #chunks = 0;
  #now = (): number => 0;
  #isSeen: (signal: Signal) => boolean = () => true;

  /** @param most bytes that it takes, about. */
  constructor(most = MOST) {
    this.#most = Math.max(1, Math.floor(most / CHUNK_BYTES));
  }

  /** Pins in ascending order, then LEDs, then buttons. */
  get signals(): readonly Signal[] {
    return this.#signals;
  }

  /** Whether it is worth a row: something is wired to it, or the firmware has used it. */
  isActive(index: number): boolean {
    return this.#isSeen(this.#signals[index]!);
  }

  /** Up to what time edges were dropped, in nanoseconds since reset; 0 if none was. */
  get droppedUpTo(): number {
    return Math.max(0, ...this.#signals.map(({ edges }) => edges.since));
  }

  /** Begins to record. */
  attach(sim: Simulator): void {
    const { circuit, parts } = sim;
    const { board } = circuit;
    const ids = parts.all.map(({ id }) => id);
    const reached = reachedBy(board, ids);
    const byPin: Edges[] = [];
    const signals: Signal[] = board.pins.map(({ logical, label }) => {
      const edges = new Edges(codeOf(circuit.level(logical)));
      byPin[logical] = edges;
      const name = [label, ...(reached.get(logical) ?? [])].join(" ");
      return { kind: "pin", name, plainName: label, pin: logical, edges };
    });
    circuit.onLevel((pin, level) => this.#push(byPin[pin]!, sim.now, codeOf(level)));
    for (const led of parts.leds) {
      const edges = new Edges(led.on ? 1 : 0);
      led.onChange((on, time) => this.#push(edges, time, on ? 1 : 0));
      signals.push({ kind: "led", name: led.id, plainName: led.id, edges });
    }
    for (const button of parts.buttons) {
      const edges = new Edges(button.pressed ? 1 : 0);
      button.onChange((pressed, time) => this.#push(edges, time, pressed ? 1 : 0));
      signals.push({ kind: "button", name: button.id, plainName: button.id, edges });
    }
    this.#signals = signals;
    this.#now = () => Number(sim.now);
    this.#isSeen = ({ pin }) => pin === undefined || circuit.isActive(pin);
  }

  /** Forgets what was to come: something else is done now. */
  cut(): void {
    for (const { edges } of this.#signals) edges.cut();
    this.#count();
  }

  save(): Recorded {
    return {
      time: this.#now(),
      counts: this.#signals.map(({ edges }) => edges.count),
      levels: this.#signals.map(({ edges }) => edges.level(edges.count - 1)),
    };
  }

  restore({ counts, levels, time }: Recorded): void {
    // The moment before it was attached holds nothing: that is the beginning.
    this.#signals.forEach(({ edges }, i) =>
      edges.goTo(counts[i] ?? 0, levels[i] ?? edges.initial, time),
    );
    this.#count();
  }

  #count(): void {
    this.#chunks = this.#signals.reduce((sum, { edges }) => sum + edges.chunks, 0);
  }

  #push(edges: Edges, time: bigint, level: number): void {
    if (!edges.push(Number(time), level)) return;
    this.#chunks++;
    while (this.#chunks > this.#most && this.#drop()) this.#chunks--;
  }

  /** Drops the chunk that ends first. */
  #drop(): boolean {
    let oldest: Edges | undefined;
    for (const { edges } of this.#signals) {
      if (edges.oldest !== undefined && edges.oldest < (oldest?.oldest ?? Infinity)) oldest = edges;
    }
    if (oldest === undefined) return false;
    oldest.drop();
    return true;
  }
}
