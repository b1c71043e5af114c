/**
 * LEDs on one wire that each take 24 bits and pass the rest on. A bit is told by how long the line is high.
 *
 * ```
 *   DIN   ┌┐  ┌──┐ ┌┐         the first 24 bits are for the first LED ...
 *       ──┘└──┘  └─┘└── ... ──────────────┐  low for the time of the latch: shown
 *   DOUT                 ┌┐  ┌──┐ ┌┐      behind all LEDs of the part: the rest, reshaped
 * ```
 *
 * Limits are those of the WS2812B-V5 (WorldSemi, "Data transfer time"), as three drivers quote its datasheet: they were
 * not checked against its text. Others of its name have others: 650 to 950 ns for a 1 (WS2812B V1.0), 750 to 1,600
 * (a later one). The delay from DIN to DOUT is that of the WS2812B (its datasheet, "Switching characteristics"). A low
 * that lasts longer than a bit's, yet not as long as the latch, is no fault: the LEDs wait.
 */
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import { formatTime } from "../core/time.ts";
import { Listeners } from "../nets/listeners.ts";
import { Limits } from "./limits.ts";
import { PartOutput } from "./output.ts";
import type { Part, PartContext } from "./part.ts";
import { Supply, type SupplyTerminals } from "./supply.ts";

/** T0H, nanoseconds: from, to. */
export const ZERO_HIGH = [220n, 380n] as const;
/** T1H. */
export const ONE_HIGH = [580n, 1_000n] as const;
/** T0L, at least. */
export const ZERO_LOW = 580n;
/** T1L, at least. */
export const ONE_LOW = 580n;
/** RES: the low after which they show what they got lasts longer than this. */
export const RESET_LOW = 280_000n;
/** tPLZ of each LED, at most. */
export const PASS_DELAY = 300n;

/** From here on a pulse is taken for a 1: the middle between the longest 0 and the shortest 1. */
const MIDDLE = 480n;

const BITS = 24;

/** A picture that a part shows from an instant on. */
export interface PixelsChange {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly colors: readonly string[];
}

interface Moving {
  readonly level: 0 | 1;
  /** Of the newest edges. */
  readonly rose: bigint;
  readonly fell: bigint;
  /** Whether the line has been low for the time of the latch, or since the beginning. */
  readonly isFresh: boolean;
  readonly lastBit: 0 | 1;
  /** How many bits came since the latch. */
  readonly count: number;
  readonly cancelLatch: () => void;
}

interface PixelsState {
  readonly moving: Moving;
  readonly words: readonly number[];
  readonly colors: readonly string[];
  readonly changes: JournalState<PixelsChange>;
  readonly told: ReadonlySet<string>;
}

const DARK = "#000000";

/** LEDs of the kind of WS2812, such as NeoPixels: one, a ring, a strip or a matrix. */
export class NeoPixels implements Part {
  readonly id: string;
  /** How many LEDs it has. */
  readonly length: number;
  readonly #context: PartContext;
  readonly #supply: Supply;
  readonly #output: PartOutput;
  readonly #limits: Limits;
  readonly #listeners = new Listeners<(colors: readonly string[], time: bigint) => void>();
  readonly #changes: Journal<PixelsChange>;
  #colors: readonly string[];
  /** Since the latch: the bytes of each LED, green, red and blue in one number. */
  #words: number[] = [];
  #moving: Moving;

  constructor(id: string, length: number, terminals: SupplyTerminals, context: PartContext) {
    const { circuit } = context;
    this.id = id;
    this.length = length;
    this.#context = context;
    this.#supply = new Supply(circuit, id, terminals);
    this.#output = new PartOutput(this.#supply, "DOUT");
    this.#limits = new Limits(circuit, id, "WS2812B");
    this.#changes = new Journal(context.record === false ? NEWEST_KEPT : Infinity);
    this.#colors = Array.from({ length }, () => DARK);
    this.#moving = {
      level: this.#read(),
      rose: 0n,
      fell: 0n,
      isFresh: true,
      lastBit: 0,
      count: 0,
      cancelLatch: () => undefined,
    };
    circuit.watch([`${id}:DIN`], () => this.#update());
    this.#supply.watch(() => this.#onPower());
    this.#output.drive(0);
  }

  /** The colour of each LED, such as `#ff8000`, from the one nearest to DIN on. */
  get colors(): readonly string[] {
    return this.#colors;
  }

  /** Every picture that differs from the one before; with `record: false` only the newest. */
  get changes(): readonly PixelsChange[] {
    return this.#changes.items;
  }

  /** Tells each change of the colours. @returns removes the listener. */
  onChange(listener: (colors: readonly string[], time: bigint) => void): () => void {
    return this.#listeners.add(listener);
  }

  save(): PixelsState {
    return {
      moving: this.#moving,
      words: [...this.#words],
      colors: this.#colors,
      changes: this.#changes.save(),
      told: this.#limits.save(),
    };
  }

  restore({ moving, words, colors, changes, told }: PixelsState): void {
    this.#moving = moving;
    this.#words = [...words];
    this.#colors = colors;
    this.#changes.restore(changes);
    this.#limits.restore(told);
  }

  #read(): 0 | 1 {
    return this.#context.circuit.levelAt(`${this.id}:DIN`) === 1 ? 1 : 0;
  }

  /** Without power they go dark, and forget. */
  #onPower(): void {
    if (this.#supply.isOn) {
      this.#output.drive(0);
      return;
    }
    this.#moving.cancelLatch();
    this.#moving = { ...this.#moving, isFresh: true, count: 0 };
    this.#words = [];
    this.#show(this.#colors.map(() => DARK));
  }

  #update(): void {
    const level = this.#read();
    if (level === this.#moving.level) return;
    const { now } = this.#context.clock;
    if (!this.#supply.isOnWhenUsed("is sent data")) {
      this.#moving = { ...this.#moving, level };
      return;
    }
    if (level === 1) this.#rise(now);
    else this.#fall(now);
  }

  #rise(now: bigint): void {
    const { isFresh, fell, lastBit, count, cancelLatch } = this.#moving;
    cancelLatch();
    if (!isFresh) {
      const least = lastBit === 1 ? ONE_LOW : ZERO_LOW;
      this.#limits.atLeast(`DIN was low after a ${lastBit} for`, now - fell, least, SLOWER);
    }
    this.#moving = { ...this.#moving, level: 1, rose: now };
    if (count >= this.length * BITS) this.#pass(now, 1);
  }

  #fall(now: bigint): void {
    const { rose, count } = this.#moving;
    const high = now - rose;
    const bit = high >= MIDDLE ? 1 : 0;
    const [least, most] = bit === 1 ? ONE_HIGH : ZERO_HIGH;
    if (high < least || high > most) {
      const asked = `${formatTime(ZERO_HIGH[0])} to ${formatTime(ZERO_HIGH[1])} for a 0, ${formatTime(ONE_HIGH[0])} to ${formatTime(ONE_HIGH[1])} for a 1`;
      this.#limits.tell("DIN was high for", high, asked, SLOWER);
    }
    const pixel = Math.floor(count / BITS);
    if (pixel < this.length) this.#words[pixel] = ((this.#words[pixel] ?? 0) << 1) | bit;
    // A pulse beyond the limits is within them for the next LED.
    else this.#pass(rose + (high < least ? least : high > most ? most : high), 0);
    const { clock } = this.#context;
    const cancelLatch = clock.at(now + RESET_LOW + 1n, () => this.#latch());
    const next = { lastBit: bit, isFresh: false, count: count + 1 } as const;
    this.#moving = { ...this.#moving, ...next, level: 0, fell: now, cancelLatch };
  }

  /** Makes DOUT what DIN was at `time`, behind the delay of all LEDs. */
  #pass(time: bigint, level: 0 | 1): void {
    const { clock } = this.#context;
    const at = time + PASS_DELAY * BigInt(this.length);
    clock.at(at, () => this.#output.drive(level));
  }

  /** An LED that got fewer than its 24 bits keeps what it shows. */
  #latch(): void {
    const { count } = this.#moving;
    const whole = Math.floor(count / BITS);
    const colors = this.#colors.map((color, i) => (i < whole ? colorOf(this.#words[i]!) : color));
    if (count % BITS !== 0 && whole < this.length) {
      this.#context.circuit.report(
        "strip-bits",
        `${this.id} got ${count} bits before the line fell silent: each LED needs ${BITS}, and the last one keeps its colour`,
        "Send 3 bytes for each LED without a gap.",
      );
    }
    this.#words = [];
    this.#moving = { ...this.#moving, isFresh: true, count: 0 };
    this.#show(colors);
  }

  #show(colors: readonly string[]): void {
    if (colors.every((color, i) => color === this.#colors[i])) return;
    const time = this.#context.clock.now;
    this.#colors = colors;
    this.#changes.push({ time, colors });
    for (const listener of this.#listeners.list) listener(colors, time);
  }
}

const SLOWER = "Have the strip's driver time the bits: `Strip.at(pin, count)`.";

/** Bits come as green, red, blue. */
function colorOf(word: number): string {
  const parts = [(word >> 8) & 0xff, (word >> 16) & 0xff, word & 0xff];
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
