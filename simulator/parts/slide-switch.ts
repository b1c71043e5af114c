import { z } from "zod";
import { LONGEST_BOUNCE } from "./bounce.ts";
import { Contact, type ContactState } from "./contact.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { type Setting } from "./setting.ts";

/** Where the slider of a switch stands. */
export type SlidePosition = "left" | "right";

interface SlideSwitchState {
  readonly position: SlidePosition;
  readonly contacts: readonly ContactState[];
  readonly cancel: () => void;
}

/**
 * A switch with a handle that stands left or right: terminal 2 is connected to 1 or to 3, and to neither while the
 * handle is on its way, as slide switches do that break before they make (E-Switch EG series: not checked against its
 * data sheet). The contact that opens has bounced before the other one is reached.
 */
export class SlideSwitch implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #context: PartContext;
  readonly #left: Contact;
  readonly #right: Contact;
  /** Nanoseconds from one contact to the other. */
  readonly #travel: bigint;
  #position: SlidePosition;
  #cancel = (): void => undefined;

  constructor(id: string, attrs: { value: string; bounce: string }, context: PartContext) {
    this.id = id;
    this.#context = context;
    const bounces = attrs.bounce !== "0";
    this.#travel = bounces ? LONGEST_BOUNCE : 0n;
    const random = context.random.fork(`slide-switch:${id}`);
    this.#left = new Contact(context, `${id}:left`, random, bounces);
    this.#right = new Contact(context, `${id}:right`, random, bounces);
    this.#position = attrs.value === "1" ? "right" : "left";
    this.#contact.place(true);
    const slide = (position: SlidePosition): void => this.#slide(position);
    this.settings = {
      value: {
        values: "0 or left, 1 or right",
        read(text) {
          if (text === "0" || text === "left") return () => slide("left");
          if (text === "1" || text === "right") return () => slide("right");
          return undefined;
        },
      },
    };
  }

  /** Where the handle stands, or goes. */
  get position(): SlidePosition {
    return this.#position;
  }

  save(): SlideSwitchState {
    const contacts = [this.#left.save(), this.#right.save()];
    return { position: this.#position, contacts, cancel: this.#cancel };
  }

  restore({ position, contacts, cancel }: SlideSwitchState): void {
    this.#position = position;
    this.#left.restore(contacts[0]!);
    this.#right.restore(contacts[1]!);
    this.#cancel = cancel;
  }

  get #contact(): Contact {
    return this.#position === "left" ? this.#left : this.#right;
  }

  #slide(position: SlidePosition): void {
    if (position === this.#position) return;
    this.#cancel();
    this.#contact.move(false);
    this.#position = position;
    if (this.#travel === 0n) this.#contact.move(true);
    else {
      const { clock } = this.#context;
      this.#cancel = clock.at(clock.now + this.#travel, () => this.#contact.move(true));
    }
  }
}

/** Wokwi's slide switch. */
export const slideSwitch = definePart({
  types: ["wokwi-slide-switch"],
  figures: {
    source: "E-Switch EG series data sheet",
    unchecked:
      "that one contact opens before the other closes: the sheet was not at hand; bounces as those of a button",
  },
  terminals: ["1", "2", "3"],
  attrs: z.strictObject({
    value: z.enum(["", "0", "1"]).default(""),
    bounce: z.enum(["", "0", "1"]).default(""),
  }),
  inside: () => ({
    switches: [
      { a: "1", b: "2", name: "left" },
      { a: "3", b: "2", name: "right" },
    ],
  }),
  create: (id, attrs, context) => new SlideSwitch(id, attrs, context),
});
