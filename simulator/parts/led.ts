import { z } from "zod";
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import { Listeners } from "../nets/listeners.ts";
import { dutyOf } from "./duty.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

/** A moment at which a LED went on or off. */
export interface LedChange {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly on: boolean;
}

/**
 * Volts across a lit LED by its colour: typical values at 20 mA of Kingbright's 5 mm LEDs, WP7113ID (red),
 * WP7113YD (yellow), WP7113GD (green), and of InGaN ones (blue, white). Red for any other colour.
 */
const FORWARD_VOLTS: Readonly<Record<string, number>> = {
  red: 2,
  orange: 2,
  yellow: 2.1,
  green: 2.2,
  blue: 3.2,
  white: 3.2,
};

/** How long a LED was lit, and through what. */
interface Lit {
  readonly ns: bigint;
  /** Nanoseconds, each divided by the ohms of the loop: with a voltage, a charge. */
  readonly nsPerOhm: number;
}

interface LedState {
  readonly on: boolean;
  readonly lit: Lit;
  readonly since: bigint;
  readonly ohms: number;
  readonly changes: JournalState<LedChange>;
}

/** A LED: lit while its anode is at 1 and its cathode at 0. */
export class Led implements Part {
  readonly id: string;
  readonly color: string;
  /** Text under the LED; empty if it has none. */
  readonly label: string;
  /** Volts across it while it is lit. */
  readonly forwardVolts: number;
  /** Whether it was lit when the simulation began. */
  readonly initial: boolean;

  readonly #listeners = new Listeners<(on: boolean, time: bigint) => void>();
  readonly #changes: Journal<LedChange>;
  readonly #context: PartContext;
  readonly #start: bigint;
  #on: boolean;
  /** Both without the time since `#since`. */
  #litNs = 0n;
  #litNsPerOhm = 0;
  /** When it went on, and the resistance of its loop then. */
  #since: bigint;
  #ohms = 0;

  constructor(id: string, attrs: z.output<typeof attributes>, context: PartContext) {
    this.id = id;
    this.color = attrs.color;
    this.label = attrs.label;
    this.forwardVolts = Number(
      attrs.forwardVoltage ?? FORWARD_VOLTS[attrs.color.toLowerCase()] ?? FORWARD_VOLTS["red"],
    );
    this.#start = this.#since = context.clock.now;
    this.#context = context;
    this.#changes = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.initial = this.#on = this.#isLit();
    context.circuit.watch([`${id}:A`, `${id}:C`], () => this.#update());
    if (this.#on) this.#light();
  }

  get on(): boolean {
    return this.#on;
  }

  /** Every change since the simulation began, in order; with `record: false` only the newest. */
  get changes(): readonly LedChange[] {
    return this.#changes.items;
  }

  /** How long it was lit so far, and through what; the resistance is that at the moment when it went on. */
  get lit(): Lit {
    const span = this.#on ? this.#context.clock.now - this.#since : 0n;
    return { ns: this.#litNs + span, nsPerOhm: this.#litNsPerOhm + this.#perOhm(span) };
  }

  /**
   * For what part of the time it was lit, from 0 to 1.
   * @param window the time looked at, in nanoseconds, up to now; what lies before the beginning does not count.
   */
  duty(window: bigint): number {
    const { on, changes, initial } = this;
    return dutyOf(
      { on, changes, start: this.#start, initial, now: this.#context.clock.now },
      window,
    );
  }

  /** Tells each change. @returns removes the listener. */
  onChange(listener: (on: boolean, time: bigint) => void): () => void {
    return this.#listeners.add(listener);
  }

  save(): LedState {
    const lit = { ns: this.#litNs, nsPerOhm: this.#litNsPerOhm };
    const [on, since, ohms] = [this.#on, this.#since, this.#ohms];
    return { on, lit, since, ohms, changes: this.#changes.save() };
  }

  restore({ on, lit, since, ohms, changes }: LedState): void {
    this.#on = on;
    this.#litNs = lit.ns;
    this.#litNsPerOhm = lit.nsPerOhm;
    this.#since = since;
    this.#ohms = ohms;
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
    const time = this.#context.clock.now;
    if (on) this.#light();
    else {
      const span = time - this.#since;
      this.#litNs += span;
      this.#litNsPerOhm += this.#perOhm(span);
    }
    this.#changes.push({ time, on });
    for (const listener of this.#listeners.list) listener(on, time);
  }

  #perOhm(span: bigint): number {
    return span === 0n ? 0 : Number(span) / this.#ohms;
  }

  /**
   * A real LED without a resistor takes all the current a pin can give, and damages it. What a fault does to it is no
   * mistake of the board.
   */
  #light(): void {
    const { circuit, clock } = this.#context;
    this.#since = clock.now;
    this.#ohms = circuit.ohmsAt(`${this.id}:A`) + circuit.ohmsAt(`${this.id}:C`);
    if (circuit.isHeldAt(`${this.id}:A`) || circuit.isHeldAt(`${this.id}:C`)) return;
    if (this.#ohms > 0) return;
    circuit.report(
      "led-without-resistor",
      `${this.id} is lit with no resistor in its loop`,
      "Put a resistor in series with it, such as 220 Ω.",
    );
  }
}

const attributes = z.strictObject({
  color: z.string().default("red"),
  label: z.string().default(""),
  /** Ours: Wokwi passes over it. */
  forwardVoltage: z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error: 'should be volts such as "2.0"' })
    .optional(),
  lightColor: z.string().optional(),
  gamma: z.string().optional(),
  flip: z.string().optional(),
  fps: z.string().optional(),
});

/** Wokwi's LED: anode A, cathode C. */
export const led = definePart({
  types: ["wokwi-led"],
  terminals: ["A", "C"],
  attrs: attributes,
  create: (id, attrs, context) => new Led(id, attrs, context),
});
