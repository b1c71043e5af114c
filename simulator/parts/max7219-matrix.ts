import { z } from "zod";
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import { Listeners } from "../nets/listeners.ts";
import { Limits } from "./limits.ts";
import {
  execute,
  Max7219Timing,
  OUT_DELAY,
  RESET_REGISTERS,
  segments,
  type Max7219Registers,
  type Wire,
} from "./max7219.ts";
import { PartOutput } from "./output.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { Supply } from "./supply.ts";

/** A picture that a matrix shows from an instant on. */
export interface MatrixChange {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  /** Eight lines, `#` where an LED is lit and `.` where none is. */
  readonly picture: string;
}

interface MatrixState {
  readonly levels: Readonly<Record<Wire, 0 | 1>>;
  readonly bits: string;
  readonly chips: readonly Max7219Registers[];
  readonly picture: string;
  readonly changes: JournalState<MatrixChange>;
  readonly changed: Max7219Timing["changed"];
  readonly told: ReadonlySet<string>;
  readonly cancelOut: () => void;
}

const WIRES = ["DIN", "CLK", "CS"] as const;

/**
 * Modules of 8 by 8 LEDs with a MAX7219 each, one behind the other: the one at DIN is the rightmost. A row is a
 * digit. Of a module of the layout `fc16` the highest bit is the leftmost LED, of `parola` the lowest.
 */
export class Max7219Matrix implements Part {
  readonly id: string;
  /** How many modules it has. */
  readonly chain: number;
  readonly color: string;
  readonly #isMirrored: boolean;
  readonly #context: PartContext;
  readonly #supply: Supply;
  readonly #output: PartOutput;
  readonly #timing: Max7219Timing;
  readonly #listeners = new Listeners<(picture: string, time: bigint) => void>();
  readonly #changes: Journal<MatrixChange>;
  #levels: Readonly<Record<Wire, 0 | 1>>;
  /** What lies in the shift registers: as many digits as they have bits, the newest last. */
  #bits: string;
  #chips: readonly Max7219Registers[];
  #picture: string;
  #cancelOut = (): void => undefined;

  constructor(id: string, attrs: z.output<typeof attributes>, context: PartContext) {
    const { circuit, clock } = context;
    this.id = id;
    this.chain = Number(attrs.chain);
    this.color = attrs.color;
    this.#isMirrored = attrs.layout === "parola";
    this.#context = context;
    this.#supply = new Supply(circuit, id);
    this.#output = new PartOutput(this.#supply, "DOUT");
    this.#timing = new Max7219Timing(clock, new Limits(circuit, id, "MAX7219"));
    this.#changes = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.#bits = "0".repeat(16 * this.chain);
    this.#chips = Array.from({ length: this.chain }, () => RESET_REGISTERS);
    this.#levels = this.#read();
    this.#picture = this.#draw();
    circuit.watch(
      WIRES.map((wire) => `${id}:${wire}`),
      () => this.#update(),
    );
    this.#supply.watch(() => this.#onPower());
    this.#output.drive(0);
  }

  /** Eight lines, `#` where an LED is lit and `.` where none is. */
  get picture(): string {
    return this.#picture;
  }

  /** What each chip keeps, that at DIN first. */
  get chips(): readonly Max7219Registers[] {
    return this.#chips;
  }

  /** Every picture that differs from the one before; with `record: false` only the newest. */
  get changes(): readonly MatrixChange[] {
    return this.#changes.items;
  }

  /** Tells each change of the picture. @returns removes the listener. */
  onChange(listener: (picture: string, time: bigint) => void): () => void {
    return this.#listeners.add(listener);
  }

  save(): MatrixState {
    return {
      levels: this.#levels,
      bits: this.#bits,
      chips: this.#chips,
      picture: this.#picture,
      changes: this.#changes.save(),
      changed: this.#timing.changed,
      told: this.#timing.limits.save(),
      cancelOut: this.#cancelOut,
    };
  }

  restore(state: MatrixState): void {
    this.#levels = state.levels;
    this.#bits = state.bits;
    this.#chips = state.chips;
    this.#picture = state.picture;
    this.#changes.restore(state.changes);
    this.#timing.changed = state.changed;
    this.#timing.limits.restore(state.told);
    this.#cancelOut = state.cancelOut;
  }

  #read(): Record<Wire, 0 | 1> {
    const level = (wire: Wire): 0 | 1 =>
      this.#context.circuit.levelAt(`${this.id}:${wire}`) === 1 ? 1 : 0;
    return { DIN: level("DIN"), CLK: level("CLK"), CS: level("CS") };
  }

  #onPower(): void {
    if (this.#supply.isOn) {
      this.#levels = this.#read();
      this.#output.drive(0);
      return;
    }
    this.#bits = "0".repeat(16 * this.chain);
    this.#chips = this.#chips.map(() => RESET_REGISTERS);
    this.#show();
  }

  #update(): void {
    const before = this.#levels;
    const now = this.#read();
    const changed = WIRES.filter((wire) => before[wire] !== now[wire]);
    if (changed.length === 0) return;
    this.#levels = now;
    if (!this.#supply.isOn) {
      if (changed.includes("CLK")) this.#supply.isOnWhenUsed("is sent data");
      return;
    }
    for (const wire of changed) this.#timing.onChange(wire, now[wire]);
    if (changed.includes("CLK")) this.#onClock(now.CLK, now.DIN);
    if (changed.includes("CS") && now.CS === 1) this.#load();
  }

  #onClock(level: 0 | 1, din: 0 | 1): void {
    const { clock } = this.#context;
    if (level === 1) {
      this.#bits = `${this.#bits}${din}`.slice(1);
      return;
    }
    this.#cancelOut();
    const out = this.#bits.startsWith("1") ? 1 : 0;
    const show = (): void => this.#output.drive(out);
    // A clock of an ideal processor takes no time, and so leaves none for a delay.
    if (this.#timing.changed.rise === clock.now) show();
    else this.#cancelOut = clock.at(clock.now + OUT_DELAY, show);
  }

  /** The last bits that came are for the chip at DIN. */
  #load(): void {
    const { length } = this.#bits;
    this.#chips = this.#chips.map((chip, i) => {
      const word = this.#bits.slice(length - 16 * (i + 1), length - 16 * i);
      return execute(chip, Number.parseInt(word, 2));
    });
    this.#show();
  }

  #show(): void {
    const picture = this.#draw();
    if (picture === this.#picture) return;
    const time = this.#context.clock.now;
    this.#picture = picture;
    this.#changes.push({ time, picture });
    for (const listener of this.#listeners.list) listener(picture, time);
  }

  #draw(): string {
    const lit = this.#chips.map(segments);
    const line = (row: number): string =>
      lit
        .map((digits) => {
          const bits = digits[row]!.toString(2).padStart(8, "0");
          return this.#isMirrored ? [...bits].reverse().join("") : bits;
        })
        .reverse()
        .join("");
    return Array.from({ length: 8 }, (_, row) => line(row))
      .join("\n")
      .replaceAll("0", ".")
      .replaceAll("1", "#");
  }
}

const attributes = z.strictObject({
  chain: z
    .string()
    .regex(/^[1-9]\d?$/, { error: 'should be a whole number from "1" to "99"' })
    .default("1"),
  color: z.string().default("red"),
  layout: z.enum(["parola", "fc16"]).default("parola"),
});

/** Wokwi's matrix of LEDs with MAX7219. */
export const max7219Matrix = definePart({
  types: ["wokwi-max7219-matrix"],
  figures: {
    source: "Maxim MAX7219/MAX7221 data sheet, 19-4452 rev. 6, Timing Characteristics",
    checked: "all times",
  },
  terminals: ["VCC", "GND", "DIN", "CS", "CLK", "DOUT"],
  attrs: attributes,
  inside: () => ({ outputs: [{ terminal: "DOUT", low: "GND", high: "VCC" }] }),
  create: (id, attrs, context) => new Max7219Matrix(id, attrs, context),
});
