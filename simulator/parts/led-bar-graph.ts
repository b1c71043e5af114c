import { z } from "zod";
import { Light, type LightState } from "./light.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Ten LEDs in a row, each with two terminals of its own. */
export class LedBarGraph implements Part {
  readonly id: string;
  readonly color: string;
  /** From A1, C1 to A10, C10. */
  readonly lights: readonly Light[];

  constructor(id: string, attrs: { color: string }, context: PartContext) {
    this.id = id;
    this.color = attrs.color;
    this.lights = NUMBERS.map((n) => new Light(context, id, `${id}:A${n}`, `${id}:C${n}`));
  }

  /** Which are on now. */
  get values(): readonly boolean[] {
    return this.lights.map(({ on }) => on);
  }

  save(): readonly LightState[] {
    return this.lights.map((light) => light.save());
  }

  restore(states: readonly LightState[]): void {
    this.lights.forEach((light, i) => light.restore(states[i]!));
  }
}

/** Wokwi's bar of LEDs. */
export const ledBarGraph = definePart({
  types: ["wokwi-led-bar-graph"],
  figures: null,
  terminals: [...NUMBERS.map((n) => `A${n}`), ...NUMBERS.map((n) => `C${n}`)],
  attrs: z.strictObject({ color: z.string().default("red") }),
  create: (id, attrs, context) => new LedBarGraph(id, attrs, context),
});
