import { z } from "zod";
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import { Listeners } from "../nets/listeners.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

/** A moment at which a LED went on or off. */
export interface LedChange {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly on: boolean;
}

interface LedState {
  readonly on: boolean;
  readonly changes: JournalState<LedChange>;
}

/** A LED: lit while its anode is at 1 and its cathode at 0. */
export class Led implements Part {
  readonly id: string;
  readonly color: string;
  /** Text under the LED; empty if it has none. */
  readonly label: string;
  /** Whether it was lit when the simulation began. */
  readonly initial: boolean;

  readonly #listeners = new Listeners<(on: boolean, time: bigint) => void>();
  readonly #changes: Journal<LedChange>;
  readonly #context: PartContext;
  #on: boolean;

  constructor(id: string, attrs: { color: string; label: string }, context: PartContext) {
    this.id = id;
    this.color = attrs.color;
    this.label = attrs.label;
    this.#context = context;
    this.#changes = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.initial = this.#on = this.#isLit();
    context.circuit.watch([`${id}:A`, `${id}:C`], () => this.#update());
    if (this.#on) this.#checkCurrent();
  }

  get on(): boolean {
    return this.#on;
  }

  /** Every change since the simulation began, in order; with `record: false` only the newest. */
  get changes(): readonly LedChange[] {
    return this.#changes.items;
  }

  /** Tells each change. @returns removes the listener. */
  onChange(listener: (on: boolean, time: bigint) => void): () => void {
    return this.#listeners.add(listener);
  }

  save(): LedState {
    return { on: this.#on, changes: this.#changes.save() };
  }

  restore({ on, changes }: LedState): void {
    this.#on = on;
    this.#changes.restore(changes);
  }

  #isLit(): boolean {
    const { circuit } = this.#context;
    return circuit.levelAt(`${this.id}:A`) === 1 && circuit.levelAt(`${this.id}:C`) === 0;
  }

  #update(): void {
    const on = this.#isLit();
    if (on === this.#on) return;
    this.#on = on;
    if (on) this.#checkCurrent();
    const time = this.#context.clock.now;
    this.#changes.push({ time, on });
    for (const listener of this.#listeners.list) listener(on, time);
  }

  /**
   * A real LED without a resistor takes all the current a pin can give, and damages it. What a fault does to it is no
   * mistake of the board.
   */
  #checkCurrent(): void {
    const { circuit } = this.#context;
    if (circuit.isHeldAt(`${this.id}:A`) || circuit.isHeldAt(`${this.id}:C`)) return;
    if (circuit.ohmsAt(`${this.id}:A`) + circuit.ohmsAt(`${this.id}:C`) > 0) return;
    circuit.report(
      "led-without-resistor",
      `${this.id} is lit with no resistor in its loop`,
      "Put a resistor in series with it, such as 220 Ω.",
    );
  }
}

/** Wokwi's LED: anode A, cathode C. */
export const led = definePart({
  types: ["wokwi-led"],
  terminals: ["A", "C"],
  attrs: z.strictObject({
    color: z.string().default("red"),
    label: z.string().default(""),
    lightColor: z.string().optional(),
    gamma: z.string().optional(),
    flip: z.string().optional(),
    fps: z.string().optional(),
  }),
  create: (id, attrs, context) => new Led(id, attrs, context),
});
