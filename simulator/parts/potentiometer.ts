import { z } from "zod";
import { checkWired, dividerInside, moveWiper } from "./divider.ts";
import { definePart, type Inside, type Part, type PartContext } from "./part.ts";
import { numberAttr, numberSetting, type Setting } from "./setting.ts";

const VALUES = { least: 0, most: 1023 } as const;

/** A knob or a slider: a wiper on a track of 10 kΩ from GND to VCC. */
export class Potentiometer implements Part {
  readonly id: string;
  readonly settings: Readonly<Record<string, Setting>>;
  #value: number;

  constructor(id: string, attrs: { value: string }, { circuit }: PartContext) {
    this.id = id;
    this.#value = Number(attrs.value);
    const turn = (value: number): void => {
      this.#value = value;
      moveWiper(circuit, id, "SIG", value / VALUES.most);
    };
    this.settings = {
      value: numberSetting(VALUES, turn),
      position: numberSetting({ least: 0, most: 1 }, (share) => turn(share * VALUES.most)),
    };
    checkWired(circuit, id, ["GND", "VCC"], "its voltage does not follow the knob");
  }

  /** Where it stands: 0 is at GND, 1023 at VCC. */
  get value(): number {
    return this.#value;
  }

  save(): number {
    return this.#value;
  }

  restore(value: number): void {
    this.#value = value;
  }
}

const terminals = ["GND", "SIG", "VCC"];

const inside = ({ value }: { value: string }): Inside => ({
  resistors: dividerInside("SIG", "GND", "VCC", Number(value) / VALUES.most),
});

/** Wokwi's potentiometer. */
export const potentiometer = definePart({
  types: ["wokwi-potentiometer"],
  figures: null,
  terminals,
  attrs: z.strictObject({ value: numberAttr(VALUES, "0"), label: z.string().optional() }),
  inside,
  create: (id, attrs, context) => new Potentiometer(id, attrs, context),
});

/** Wokwi's slide potentiometer. */
export const slidePotentiometer = definePart({
  types: ["wokwi-slide-potentiometer"],
  figures: null,
  terminals,
  attrs: z.strictObject({
    value: numberAttr(VALUES, "0"),
    travelLength: numberAttr({ least: 1, most: 1000, unit: "mm" }, "30"),
  }),
  inside,
  create: (id, attrs, context) => new Potentiometer(id, attrs, context),
});
