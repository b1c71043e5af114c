import type { Picture } from "../../../protocol.ts";

/** A place on the board, in the pixels of a diagram: 96 an inch, so that pins are 9.6 apart. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far pins are apart: a tenth of an inch. */
export const PITCH = 9.6;

/** A part as it is drawn, not yet turned. */
export interface Drawing {
  readonly root: HTMLElement | SVGElement;
  readonly width: number;
  readonly height: number;
  /** Where the terminals are, from the left top corner. */
  readonly pins: ReadonlyMap<string, Point>;
  /** Changes its look. */
  show?(picture: Picture): void;
}
