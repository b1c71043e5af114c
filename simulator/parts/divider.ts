/** A track of resistance with a wiper on it: two resistors, of which one grows as the other shrinks. */
import type { Circuit } from "../nets/circuit.ts";
import type { Inside } from "./part.ts";

/** Of the whole track: what potentiometers on modules have. */
const TRACK_OHMS = 10_000;

/** What is left between the wiper and the end where it stands. */
const END_OHMS = 1;

/** The two resistors, from low to the wiper and from there to high, for a wiper that stands at a share of the way. */
function ohmsAt(share: number): readonly [low: number, high: number] {
  const low = TRACK_OHMS * share;
  return [Math.max(low, END_OHMS), Math.max(TRACK_OHMS - low, END_OHMS)];
}

/** Where its resistors are, for a part's `inside`. `share` is from the low end, 0, to the high one, 1. */
export function dividerInside(
  wiper: string,
  low: string,
  high: string,
  share: number,
): NonNullable<Inside["resistors"]> {
  const [below, above] = ohmsAt(share);
  return [
    { a: low, b: wiper, ohms: below, name: `${wiper}(low)`, variable: true },
    { a: wiper, b: high, ohms: above, name: `${wiper}(high)`, variable: true },
  ];
}

/** Moves the wiper of the part `id`. */
export function moveWiper(circuit: Circuit, id: string, wiper: string, share: number): void {
  const [below, above] = ohmsAt(share);
  circuit.setOhms(`${id}:${wiper}(low)`, below);
  circuit.setOhms(`${id}:${wiper}(high)`, above);
}

/** Tells that nothing is wired to a terminal which the part cannot do without, for what it gives then. */
export function checkWired(
  circuit: Circuit,
  id: string,
  terminals: readonly string[],
  outcome: string,
): void {
  const { connections } = circuit.board;
  const bare = terminals.filter(
    (terminal) => !connections.some((wire) => wire.includes(`${id}:${terminal}`)),
  );
  if (bare.length === 0) return;
  circuit.report(
    "part-not-wired",
    `${id} has nothing at ${bare.join(" and ")}: ${outcome}`,
    "wire GND to a GND of the board, and VCC to what the board measures against: 5V of an Uno, 3V3 of a Pico",
  );
}
