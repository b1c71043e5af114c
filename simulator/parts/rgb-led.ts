import { z } from "zod";
import { Light, type LightState } from "./light.ts";
import { definePart, type Part, type PartContext } from "./part.ts";

/** A LED of three colours, each of which a pin or a PWM drives. */
export class RgbLed implements Part {
  readonly id: string;
  readonly red: Light;
  readonly green: Light;
  readonly blue: Light;
  readonly #lights: readonly Light[];

  constructor(id: string, attrs: { common: string }, context: PartContext) {
    this.id = id;
    const light = (terminal: string): Light => {
      const [own, common] = [`${id}:${terminal}`, `${id}:COM`];
      return attrs.common === "anode"
        ? new Light(context, id, common, own)
        : new Light(context, id, own, common);
    };
    this.red = light("R");
    this.green = light("G");
    this.blue = light("B");
    this.#lights = [this.red, this.green, this.blue];
  }

  /** What is seen: how bright red, green and blue are, from 0 to 255, over a window of 20 ms or another. */
  color(window?: bigint): readonly [red: number, green: number, blue: number] {
    const shade = (light: Light): number => Math.round(light.duty(window) * 255);
    return [shade(this.red), shade(this.green), shade(this.blue)];
  }

  save(): readonly LightState[] {
    return this.#lights.map((light) => light.save());
  }

  restore(states: readonly LightState[]): void {
    this.#lights.forEach((light, i) => light.restore(states[i]!));
  }
}

/** Wokwi's RGB LED. */
export const rgbLed = definePart({
  types: ["wokwi-rgb-led"],
  figures: null,
  terminals: ["R", "G", "B", "COM"],
  attrs: z.strictObject({ common: z.enum(["anode", "cathode"]).default("anode") }),
  create: (id, attrs, context) => new RgbLed(id, attrs, context),
});
