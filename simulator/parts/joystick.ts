import { z } from "zod";
import { Contact, type ContactState } from "./contact.ts";
import { checkWired, dividerInside, moveWiper } from "./divider.ts";
import { BOUNCE_FIGURES } from "./bounce.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { numberSetting, switchSetting, type Setting } from "./setting.ts";

const AXIS = { least: -1, most: 1 } as const;

interface JoystickState {
  readonly x: number;
  readonly y: number;
  readonly contact: ContactState;
}

/** Two potentiometers that stand in the middle by themselves, and a button in the stick. */
export class Joystick implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #contact: Contact;
  #x = 0;
  #y = 0;

  constructor(id: string, attrs: { bounce: string }, context: PartContext) {
    this.id = id;
    const { circuit } = context;
    const random = context.random.fork(`joystick:${id}`);
    this.#contact = new Contact(context, `${id}:SEL`, random, attrs.bounce !== "0");
    this.settings = {
      x: numberSetting(AXIS, (x) => {
        this.#x = x;
        moveWiper(circuit, id, "HORZ", (x + 1) / 2);
      }),
      y: numberSetting(AXIS, (y) => {
        this.#y = y;
        moveWiper(circuit, id, "VERT", (y + 1) / 2);
      }),
      pressed: switchSetting((pressed) => this.#contact.move(pressed)),
    };
    checkWired(circuit, id, ["GND", "VCC"], "its voltages do not follow the stick");
  }

  /** From right, -1, to left, 1. */
  get x(): number {
    return this.#x;
  }

  /** From below, -1, to above, 1. */
  get y(): number {
    return this.#y;
  }

  /** Whether the stick is pressed, bounces left aside. */
  get pressed(): boolean {
    return this.#contact.closed;
  }

  save(): JoystickState {
    return { x: this.#x, y: this.#y, contact: this.#contact.save() };
  }

  restore({ x, y, contact }: JoystickState): void {
    this.#x = x;
    this.#y = y;
    this.#contact.restore(contact);
  }
}

/** Wokwi's joystick. */
export const analogJoystick = definePart({
  types: ["wokwi-analog-joystick"],
  figures: BOUNCE_FIGURES,
  terminals: ["VCC", "VERT", "HORZ", "SEL", "GND"],
  attrs: z.strictObject({ bounce: z.enum(["", "0", "1"]).default("") }),
  inside: () => ({
    resistors: [
      ...dividerInside("HORZ", "GND", "VCC", 0.5),
      ...dividerInside("VERT", "GND", "VCC", 0.5),
    ],
    switches: [{ a: "SEL", b: "GND", name: "SEL" }],
  }),
  create: (id, attrs, context) => new Joystick(id, attrs, context),
});
