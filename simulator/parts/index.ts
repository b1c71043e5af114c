/** The parts of a board in operation. */
import type { Board } from "../core/board.ts";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import { Button } from "./button.ts";
import { Led } from "./led.ts";
import type { Part, PartContext } from "./part.ts";
import { findDefinition } from "./registry.ts";

export { Button } from "./button.ts";
export { ShiftRegister } from "./hc595.ts";
export { Led, type LedChange } from "./led.ts";
export { Max7219Matrix, type MatrixChange } from "./max7219-matrix.ts";
export { LedMatrix } from "./neopixel-types.ts";
export { NeoPixels, type PixelsChange } from "./neopixels.ts";
export type { Part, PartContext } from "./part.ts";

/** A class of parts, such as `Led`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any constructor will do
type PartClass<P extends Part> = abstract new (...args: any[]) => P;

export class Parts {
  /** In the order of the board file. */
  readonly all: readonly Part[];
  readonly leds: readonly Led[];
  readonly buttons: readonly Button[];

  constructor(all: readonly Part[]) {
    this.all = all;
    this.leds = this.list(Led);
    this.buttons = this.list(Button);
  }

  /** All parts of a class, in the order of the board file. */
  list<P extends Part>(type: PartClass<P>): readonly P[] {
    return this.all.filter((part): part is P => part instanceof type);
  }

  /**
   * The part of that class and id.
   * @param noun What messages call such a part.
   * @throws UsageError if there is none.
   */
  get<P extends Part>(type: PartClass<P>, id: string, noun: string): P {
    const known = this.list(type);
    const found = known.find((part) => part.id === id);
    if (found !== undefined) return found;
    const ids = known.map((part) => part.id);
    throw new UsageError(
      `no ${noun} "${id}" on the board${didYouMean(id, ids)}`,
      ids.length > 0 ? `The board has ${ids.join(", ")}.` : `The board has no ${noun}.`,
    );
  }

  led(id: string): Led {
    return this.get(Led, id, "LED");
  }

  button(id: string): Button {
    return this.get(Button, id, "button");
  }
}

/** Brings the parts of a board to life. */
export function createParts(board: Board, context: PartContext): Parts {
  const all: Part[] = [];
  for (const { id, type, attrs } of board.parts) {
    const part = findDefinition(type)?.create(id, attrs, context);
    if (part !== undefined) all.push(part);
  }
  return new Parts(all);
}
