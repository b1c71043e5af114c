/**
 * KY-040, a module with a rotary encoder that has a button under its knob.
 *
 * ```
 *   CLK ──┐     ┌────      clockwise: CLK first, and the other way DT first.
 *         └─────┘          From one detent to the next each contact closes and opens once,
 *   DT  ─────┐     ┌─      a quarter apart.
 *            └─────┘
 * ```
 *
 * Bourns PEC11 data sheet: contact bounce 5.0 ms at most at 15 turns a minute, quadrature, A leads B by 90° clockwise.
 * The module has 20 detents a turn, and resistors of 10 kΩ from CLK and DT to VCC, but none at SW (Joy-IT KY-040
 * manual); without VCC they connect CLK and DT to each other.
 */
import { z } from "zod";
import { Button } from "./button.ts";
import { Contact, type ContactState } from "./contact.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberSetting, set, type Setting } from "./setting.ts";

/** Nanoseconds from one change of a contact to the next, while it is turned: longer than any bounce. */
export const QUARTER = 10_000_000n;

const PULL_OHMS = 10_000;

interface EncoderState {
  readonly quarters: number;
  readonly target: number;
  readonly moving: boolean;
  readonly contacts: readonly ContactState[];
}

export class RotaryEncoder implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly parts: readonly Part[];
  /** Under the knob. */
  readonly button: Button;
  readonly #context: PartContext;
  readonly #a: Contact;
  readonly #b: Contact;
  #quarters = 0;
  /** In detents. */
  #target = 0;
  #moving = false;

  constructor(id: string, context: PartContext) {
    this.id = id;
    this.#context = context;
    const random = context.random.fork(`ky-040:${id}`);
    this.#a = new Contact(context, `${id}:CLK`, random, true);
    this.#b = new Contact(context, `${id}:DT`, random, true);
    this.button = new Button(`${id}:SW`, { color: "", label: "", bounce: "1" }, context);
    this.parts = [this.button];
    this.settings = {
      position: numberSetting({ least: -1e6, most: 1e6, whole: true }, (detents) => {
        this.#target = detents;
        if (!this.#moving) this.#step();
      }),
    };
  }

  /** Detents clockwise from where it stood when the simulation began; a half-way knob has a fraction. */
  get position(): number {
    return this.#quarters / 4;
  }

  /** Where it is turned to, in detents clockwise. */
  get target(): number {
    return this.#target;
  }

  /**
   * Turns it by some detents, clockwise if more than 0, from where it stands or is turned to. A detent takes 40 ms.
   */
  turn(detents: number): void {
    const value = this.#target + detents;
    set([this], this.#context.clock, { id: this.id, name: "position", value });
  }

  save(): EncoderState {
    const contacts = [this.#a.save(), this.#b.save()];
    return { quarters: this.#quarters, target: this.#target, moving: this.#moving, contacts };
  }

  restore({ quarters, target, moving, contacts }: EncoderState): void {
    this.#quarters = quarters;
    this.#target = target;
    this.#moving = moving;
    this.#a.restore(contacts[0]!);
    this.#b.restore(contacts[1]!);
  }

  /** Goes a quarter nearer to the target. */
  #step(): void {
    const by = Math.sign(this.#target * 4 - this.#quarters);
    this.#moving = by !== 0;
    if (by === 0) return;
    this.#quarters += by;
    const { clock } = this.#context;
    clock.at(clock.now + QUARTER, () => this.#step());
    const phase = this.#quarters & 3;
    this.#a.move(phase === 1 || phase === 2);
    this.#b.move(phase === 2 || phase === 3);
  }
}

/** Wokwi's rotary encoder. */
export const ky040 = definePart({
  types: ["wokwi-ky-040"],
  terminals: ["CLK", "DT", "SW", "VCC", "GND"],
  attrs: z.strictObject({}),
  inside: () => ({
    resistors: [
      { a: "CLK", b: "VCC", ohms: PULL_OHMS },
      { a: "DT", b: "VCC", ohms: PULL_OHMS },
    ],
    switches: [
      { a: "CLK", b: "GND", name: "CLK" },
      { a: "DT", b: "GND", name: "DT" },
      { a: "SW", b: "GND", name: "SW" },
    ],
  }),
  create: (id, _attrs, context) => new RotaryEncoder(id, context),
});
