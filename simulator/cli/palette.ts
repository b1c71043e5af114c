import { createColors } from "picocolors";
import type { Formatter } from "picocolors/types.js";
import type { Io } from "./io.ts";

export interface Palette {
  readonly bold: Formatter;
  readonly dim: Formatter;
  readonly red: Formatter;
  readonly yellow: Formatter;
  /** Text in the colour of a LED, or plain if terminals have no such colour. */
  led(color: string, text: string): string;
}

/** Wokwi's names of colours, and the nearest a terminal has. */
const ledColors = {
  red: "red",
  green: "green",
  limegreen: "green",
  blue: "blue",
  yellow: "yellow",
  gold: "yellow",
  orange: "yellow",
  purple: "magenta",
  magenta: "magenta",
  pink: "magenta",
  cyan: "cyan",
  white: "white",
  gray: "gray",
} as const;

/** Colours on a terminal only, and not if the user wants none (no-color.org). */
export function paletteFor(io: Io): Palette {
  const colors = createColors(io.isTTY && !io.env["NO_COLOR"] && io.env["TERM"] !== "dumb");
  const { bold, dim, red, yellow } = colors;
  return {
    bold,
    dim,
    red,
    yellow,
    led(color, text) {
      const known = ledColors[color.toLowerCase() as keyof typeof ledColors] as
        (typeof ledColors)[keyof typeof ledColors] | undefined;
      return known === undefined ? text : colors[known](text);
    },
  };
}
