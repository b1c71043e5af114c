/**
 * What is wrong with the wires of pins, as bits of each pin. A short holds the pin's net, whatever drives it; a cut
 * parts the pin from its net; a spike of noise acts where the pin reads, and a short is stronger than it.
 *
 * ```
 *   pad ──/ cut /──┬── net: parts, probes, rails
 *                  └── short to GND or VCC
 * ```
 */
import { PinMode } from "../../hal/generated/border.ts";
import { CODE_Z } from "./codes.ts";
import { DRIVES_HIGH, DRIVES_LOW } from "./topology.ts";

const BOTH = DRIVES_LOW | DRIVES_HIGH;
/** Shorts are the bits of `DRIVES_LOW` and `DRIVES_HIGH`, spikes the same further up. */
const SPIKE_SHIFT = 2;
const CUT = 1 << 4;

/** The side that a short holds the pin's net at, or 0. */
export function shortOf(fault: number): number {
  return fault & BOTH;
}

/** The side that noise drives the pin to, or 0. */
export function spikeOf(fault: number): number {
  return (fault >> SPIKE_SHIFT) & BOTH;
}

export function isCut(fault: number): boolean {
  return (fault & CUT) !== 0;
}

/** Whether what happens on the board cannot come to the pin. */
export function hidesNet(fault: number): boolean {
  return shortOf(fault) !== 0 || isCut(fault);
}

const sideOf = (level: 0 | 1): number => (level === 1 ? DRIVES_HIGH : DRIVES_LOW);

export function withShort(fault: number, level: 0 | 1 | undefined): number {
  return (fault & ~BOTH) | (level === undefined ? 0 : sideOf(level));
}

export function withSpike(fault: number, level: 0 | 1 | undefined): number {
  return (
    (fault & ~(BOTH << SPIKE_SHIFT)) | (level === undefined ? 0 : sideOf(level) << SPIKE_SHIFT)
  );
}

export function withCut(fault: number, cut: boolean): number {
  return cut ? fault | CUT : fault & ~CUT;
}

/** Level code of a pin that is cut off: what it makes of itself. */
export function codeOfPad(mode: number, latch: number, fault: number): number {
  const spike = spikeOf(fault);
  if (spike !== 0) return spike === DRIVES_HIGH ? 1 : 0;
  if (mode === PinMode.OutputLow || mode === PinMode.OutputHigh) return latch;
  if (mode === PinMode.InputPullUp) return 1;
  return mode === PinMode.InputPullDown ? 0 : CODE_Z;
}

/** What kind of fault holds a net, whatever drives it. */
export const Holder = { None: 0, Short: 1, Noise: 2 } as const;

export interface Hold {
  readonly by: number;
  readonly sides: number;
}

/** Spikes against each other cancel out; shorts to both rails do not. */
export function holdOf(faults: Uint8Array, pins: readonly number[]): Hold {
  let shorts = 0;
  let spikes = 0;
  for (const pin of pins) {
    const fault = faults[pin]!;
    shorts |= shortOf(fault);
    if (!isCut(fault)) spikes |= spikeOf(fault);
  }
  if (shorts !== 0) return { by: Holder.Short, sides: shorts };
  if (spikes === 0 || spikes === BOTH) return { by: Holder.None, sides: 0 };
  return { by: Holder.Noise, sides: spikes };
}
