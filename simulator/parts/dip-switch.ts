import { z } from "zod";
import { Contact, type ContactState } from "./contact.ts";
import { BOUNCE_FIGURES } from "./bounce.ts";
import { definePart, type Part, type PartContext } from "./part.ts";
import { switchSetting, type Setting } from "./setting.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Eight small switches in a row, all off at first. Each is set by its number. */
export class DipSwitch implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly #contacts: readonly Contact[];

  constructor(id: string, context: PartContext) {
    this.id = id;
    const random = context.random.fork(`dip-switch:${id}`);
    this.#contacts = NUMBERS.map((n) => new Contact(context, `${id}:${n}`, random, true));
    this.settings = Object.fromEntries(
      this.#contacts.map((contact, i) => [`${i + 1}`, switchSetting((on) => contact.move(on))]),
    );
  }

  /** Which are on, from switch 1 to switch 8. */
  get values(): readonly boolean[] {
    return this.#contacts.map(({ closed }) => closed);
  }

  save(): readonly ContactState[] {
    return this.#contacts.map((contact) => contact.save());
  }

  restore(states: readonly ContactState[]): void {
    this.#contacts.forEach((contact, i) => contact.restore(states[i]!));
  }
}

/** Wokwi's DIP switch. */
export const dipSwitch = definePart({
  types: ["wokwi-dip-switch-8"],
  figures: BOUNCE_FIGURES,
  terminals: NUMBERS.flatMap((n) => [`${n}a`, `${n}b`]),
  attrs: z.strictObject({}),
  inside: () => ({ switches: NUMBERS.map((n) => ({ a: `${n}a`, b: `${n}b`, name: `${n}` })) }),
  create: (id, _attrs, context) => new DipSwitch(id, context),
});
