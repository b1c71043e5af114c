import { z } from "zod";
import type { Random } from "../core/context.ts";
import { UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { Listeners } from "../nets/listeners.ts";
import { drawBounces } from "./bounce.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

/** A span of time in which a finger holds the button; the end is not in it. */
interface Hold {
  start: bigint;
  end: bigint;
}

/** A finger that holds the button, and nobody knows until when. */
interface OpenHold {
  readonly start: bigint;
  /** Schedules the end, in the order in which a press of known length would have done it. */
  readonly schedule: (time: bigint, action: () => void) => void;
}

interface ButtonState {
  readonly holds: readonly Readonly<Hold>[];
  readonly open: OpenHold | undefined;
  readonly isWanted: boolean;
  readonly ends: readonly bigint[];
  readonly settled: bigint;
  readonly pressed: boolean;
  readonly cancelBounce: () => void;
  readonly random: unknown;
}

/**
 * A push button that bounces.
 *
 * Presses that overlap or touch in time are one: the button is held from the first start to the
 * last end, as when a second finger comes before the first has gone. A bounce that would not be
 * over before the next press or release does not happen, so that the contact is settled by then.
 * Only a press that is asked for while the contact still bounces from the last release may find the
 * contact closed already, and then makes no edge of its own.
 *
 * `hold` and `letGo` are a finger whose press has no known end. It is told afterwards as the press that it was, and
 * that press does the same: so it begins and ends when the contact has settled, some milliseconds late at most.
 */
export class Button implements Part {
  readonly id: string;
  readonly color: string;
  readonly label: string;

  readonly #context: PartContext;
  readonly #random: Random;
  readonly #bounces: boolean;
  readonly #listeners = new Listeners<(pressed: boolean, time: bigint) => void>();
  /** What is to come, in order and apart from each other; the first may have begun. */
  #holds: Hold[] = [];
  #open: OpenHold | undefined;
  /** Whether a finger is on it by `hold`. */
  #isWanted = false;
  /** When the presses by `hold` ended, as far as they have. */
  #ends: readonly bigint[] = [];
  /** From when on the contact does not bounce from the last change. */
  #settled = 0n;
  #pressed = false;
  #cancelBounce = (): void => undefined;

  constructor(
    id: string,
    attrs: { color: string; label: string; bounce: string },
    context: PartContext,
  ) {
    this.id = id;
    this.color = attrs.color;
    this.label = attrs.label;
    this.#context = context;
    this.#random = context.random.fork(`button:${id}`);
    this.#bounces = attrs.bounce !== "0";
  }

  /** Whether a finger holds it; the contact may be bouncing meanwhile. */
  get pressed(): boolean {
    return this.#pressed;
  }

  /** Whether `hold` holds it. */
  get isHeld(): boolean {
    return this.#isWanted;
  }

  /** When the presses to come begin, in nanoseconds since reset. */
  get upcoming(): readonly bigint[] {
    return this.#holds.slice(this.#pressed ? 1 : 0).map(({ start }) => start);
  }

  /** Tells each press and release, not the bounces. @returns removes the listener. */
  onChange(listener: (pressed: boolean, time: bigint) => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Presses the button.
   * @param at Nanoseconds since reset; not in the past.
   * @param duration Nanoseconds; more than 0.
   */
  press(at: bigint, duration: bigint): void {
    const { now } = this.#context.clock;
    if (at < now) {
      throw new UsageError(
        `${this.id} cannot be pressed at ${at} ns: it is ${now} ns already`,
        "Ask for presses before the simulation runs past them.",
      );
    }
    if (duration <= 0n) {
      throw new UsageError(`a press of ${this.id} cannot last ${duration} ns`, "Use 1 ns or more.");
    }
    const end = at + duration;
    const deed = { kind: "press", at, words: [this.id, formatTime(duration)] };
    this.#context.clock.input(() => {
      this.#insert({ start: at, end });
      // An event for each press, and not for what it has become part of: at one instant they come in
      // the order in which they were asked for.
      this.#context.clock.at(at, this.#move);
      this.#context.clock.at(end, this.#move);
    }, deed);
  }

  /** Presses it from now on, until `letGo`. Without effect while it is held so already. */
  hold(): void {
    const { clock } = this.#context;
    if (this.#isWanted) return;
    clock.input(() => {
      this.#isWanted = true;
      if (this.#settled > clock.now) clock.atEndOf(this.#settled, () => this.#begin());
      else this.#begin();
    });
  }

  /** Ends what `hold` began. Without effect if nothing holds it so. */
  letGo(): void {
    if (!this.#isWanted) return;
    this.#context.clock.input(() => {
      this.#isWanted = false;
      this.#end();
    });
  }

  /** The finger has come, and the contact is at rest. */
  #begin(): void {
    const { clock } = this.#context;
    // Let go of and pressed again, or for ever so short, before the contact was at rest.
    if (this.#open !== undefined) return;
    const start = clock.now;
    const number = this.#ends.length;
    const lengthNow = (): bigint => {
      const end = this.#ends[number] ?? clock.now;
      return end > start ? end - start : 1n;
    };
    const id = this.id;
    clock.input(
      () => {
        clock.at(start, this.#move);
        this.#open = { start, schedule: clock.reserve() };
        if (!this.#isWanted) clock.atEndOf(start, () => this.#end());
      },
      {
        kind: "press",
        at: start,
        get words() {
          return [id, formatTime(lengthNow())];
        },
      },
    );
  }

  /** The finger has gone; the contact opens when it is at rest. */
  #end(): void {
    const open = this.#open;
    if (open === undefined) return;
    const soonest = this.#context.clock.now + 1n;
    const end = this.#settled > soonest ? this.#settled : soonest;
    this.#open = undefined;
    this.#ends = [...this.#ends, end];
    this.#insert({ start: open.start, end });
    open.schedule(end, this.#move);
  }

  save(): ButtonState {
    return {
      holds: this.#holds.map((hold) => ({ ...hold })),
      open: this.#open,
      isWanted: this.#isWanted,
      ends: this.#ends,
      settled: this.#settled,
      pressed: this.#pressed,
      cancelBounce: this.#cancelBounce,
      random: this.#random.save(),
    };
  }

  restore({ holds, open, isWanted, ends, settled, ...rest }: ButtonState): void {
    const { pressed, cancelBounce, random } = rest;
    this.#holds = holds.map((hold) => ({ ...hold }));
    this.#open = open;
    this.#isWanted = isWanted;
    this.#ends = ends;
    this.#settled = settled;
    this.#pressed = pressed;
    this.#cancelBounce = cancelBounce;
    this.#random.restore(random);
  }

  #insert(added: Hold): void {
    let i = 0;
    while (i < this.#holds.length && this.#holds[i]!.end < added.start) i++;
    let count = 0;
    for (; i + count < this.#holds.length; count++) {
      const other = this.#holds[i + count]!;
      if (other.start > added.end) break;
      if (other.start < added.start) added.start = other.start;
      if (other.end > added.end) added.end = other.end;
    }
    this.#holds.splice(i, count, added);
  }

  /** When the finger moves next, as far as it is known. */
  #nextStep(): bigint | undefined {
    if (this.#open !== undefined) return this.#pressed ? undefined : this.#open.start;
    const hold = this.#holds[0];
    return this.#pressed ? hold?.end : hold?.start;
  }

  readonly #move = (): void => {
    if (this.#nextStep() === this.#context.clock.now) this.#step();
  };

  #step(): void {
    const { clock } = this.#context;
    this.#cancelBounce();
    this.#pressed = !this.#pressed;
    if (!this.#pressed) this.#holds.shift();
    const instants = this.#bounces ? drawBounces(this.#random, clock.now) : [];
    this.#settled = (instants.at(-1) ?? clock.now) + 1n;
    this.#bounce(instants, 0);
    for (const listener of this.#listeners.list) listener(this.#pressed, clock.now);
    this.#context.circuit.setSwitch(this.id, this.#pressed);
  }

  /** Lets the contact part and meet again, one pair of instants after the other. */
  #bounce(instants: readonly bigint[], i: number): void {
    const { clock, circuit } = this.#context;
    if (i === instants.length) return;
    this.#cancelBounce = clock.at(instants[i]!, () => {
      // Asked now and not before: another press may have been added meanwhile.
      const limit = this.#nextStep();
      const back = instants[i + 1]!;
      if (limit !== undefined && back >= limit) return;
      this.#cancelBounce = clock.at(back, () => {
        this.#bounce(instants, i + 2);
        circuit.setSwitch(this.id, this.#pressed);
      });
      circuit.setSwitch(this.id, !this.#pressed);
    });
  }
}

/** Wokwi's push buttons. The terminals of one side are joined inside. */
export const button = definePart({
  types: ["wokwi-pushbutton", "wokwi-pushbutton-6mm"],
  terminals: ["1.l", "1.r", "2.l", "2.r"],
  attrs: z.strictObject({
    color: z.string().default("red"),
    label: z.string().default(""),
    key: z.string().optional(),
    bounce: z.enum(["0", "1"]).default("1"),
    xray: z.enum(["0", "1"]).optional(),
  }),
  inside: () => ({
    joins: [
      ["1.l", "1.r"],
      ["2.l", "2.r"],
    ],
    switches: [{ a: "1.l", b: "2.l" }],
  }),
  create: (id, attrs, context) => new Button(id, attrs, context),
});
