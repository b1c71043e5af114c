/** Finds what a circuit consists of by its name; what is not there is refused with the nearest name. */
import type { Board } from "../core/board.ts";
import { UsageError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest.ts";
import type { Topology } from "./topology.ts";

/** Finds the index of a link by its id. */
function finder(
  noun: string,
  plural: string,
  links: readonly { readonly id: string }[],
): (id: string) => number {
  const indexOf = new Map(links.map(({ id }, index) => [id, index]));
  return (id) => {
    const index = indexOf.get(id);
    if (index !== undefined) return index;
    const ids = [...indexOf.keys()];
    throw new UsageError(
      `no ${noun} "${id}" on the board${didYouMean(id, ids)}`,
      `The ${plural} are ${ids.join(", ") || "none"}.`,
    );
  };
}

export interface Names {
  readonly hasPin: (pin: number) => boolean;
  /** Index into `board.pins` of a logical number. */
  readonly pin: (pin: number) => number;
  /** Net or rail of a terminal. */
  readonly net: (terminal: string) => number;
  /** Index into `board.switches`. */
  readonly switch: (id: string) => number;
  /** Index into `board.resistors`. */
  readonly resistor: (id: string) => number;
}

export function namesOf(board: Board, { netOf }: Topology): Names {
  const indexOf = new Map(board.pins.map(({ logical }, index) => [logical, index]));
  return {
    hasPin: (pin) => indexOf.has(pin),
    pin: (pin) => {
      const index = indexOf.get(pin);
      if (index !== undefined) return index;
      throw new UsageError(
        `${board.name} has no pin ${pin}`,
        `Its pins are ${board.pins[0]?.logical} to ${board.pins.at(-1)?.logical}.`,
      );
    },
    net: (terminal) => {
      const net = netOf.get(terminal);
      if (net !== undefined) return net;
      throw new UsageError(
        `no terminal "${terminal}" on the board${didYouMean(terminal, netOf.keys())}`,
        `Write it as partId:terminal.`,
      );
    },
    switch: finder("switch", "switches", board.switches),
    resistor: finder("resistor", "resistors", board.resistors),
  };
}
