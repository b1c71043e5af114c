/**
 * Works out the level of each net of one component.
 *
 * The side with the lower path resistance wins. Drivers of 0 Ω (outputs, probes, rails) fix their
 * net: no path leads through it, as its potential depends on nobody. It is an approximation of
 * Ohm's law without parallel paths, which is what a reader of a schematic does too. A component
 * holds a handful of nets, so relaxing its resistors until nothing changes beats a priority queue.
 */
import { PinMode } from "../../hal/generated/border.ts";
import { CODE_X, CODE_Z } from "./codes.ts";
import { DRIVES_HIGH, DRIVES_LOW, sidesOfRail, type Component, type Topology } from "./topology.ts";
import { holdOf, Holder, isCut } from "./wire-faults.ts";

/**
 * Resistances to the two sides this close leave the voltage between a third and two thirds of VCC.
 * ATmega328P datasheet: below 0.3 VCC is low, above 0.6 VCC is high.
 */
export const INDETERMINATE_RATIO = 2;

const BOTH = DRIVES_LOW | DRIVES_HIGH;

/** What drives what now; owned by the circuit, read here. */
export interface Drives {
  /** `PinMode` of each pin, by index into `board.pins`. */
  readonly mode: Uint8Array;
  /** Output latch of each pin: 0 or 1. */
  readonly latch: Uint8Array;
  /** Side an outside probe drives each pin to, as a bit, or 0. */
  readonly probe: Uint8Array;
  /** 1 where the switch is closed. */
  readonly closed: Uint8Array;
  /** Of each resistor. */
  readonly ohms: Float64Array;
  /** What is wrong with the wire of each pin, as bits; see `wire-faults.ts`. */
  readonly faults: Uint8Array;
}

export class Resolver {
  /** Level code of each net: 0, 1, `CODE_Z`, `CODE_X`. */
  readonly codes: Uint8Array;
  /** Net that stands for all nets merged with it by closed switches; the arrays below are by it. */
  readonly leader: Int32Array;
  /** Sides driven with 0 Ω. */
  readonly strong: Uint8Array;
  /** A `Holder`: whose level it is, if a fault holds it. */
  readonly held: Uint8Array;
  /** Lowest path resistance to each side, in ohms. */
  readonly ohms: readonly [Float64Array, Float64Array];
  /** Resistor by which that path leaves; -1 where it ends here. */
  readonly via: readonly [Int32Array, Int32Array];
  /** Nets whose level changed in the last `resolve`: the first `changedCount`. */
  readonly changed: Int32Array;
  changedCount = 0;
  /** Whether the last `resolve` met a conflict, strong or weak, or a short that somebody drives against. */
  conflicting = false;

  readonly #topology: Topology;
  readonly #drives: Drives;
  readonly #pullOhms: number;

  constructor(topology: Topology, drives: Drives, pullOhms: number) {
    const count = topology.netCount;
    this.#topology = topology;
    this.#drives = drives;
    this.#pullOhms = pullOhms;
    this.codes = new Uint8Array(count).fill(CODE_Z);
    this.changed = new Int32Array(count);
    this.leader = new Int32Array(count).map((_, net) => net);
    this.strong = new Uint8Array(count);
    this.held = new Uint8Array(count);
    this.ohms = [new Float64Array(count), new Float64Array(count)];
    this.via = [new Int32Array(count), new Int32Array(count)];
  }

  /** Resolves one component; `changed` and `conflicting` tell the outcome. */
  resolve(component: Component): void {
    this.conflicting = false;
    this.#merge(component);
    this.#drive(component);
    if (component.resistors.length > 0) {
      this.#relax(0, component);
      this.#relax(1, component);
    }
    this.changedCount = 0;
    for (const net of component.nets) {
      const code = this.#decide(this.leader[net]!);
      if (code === CODE_X) this.conflicting = true;
      if (this.codes[net] === code) continue;
      this.codes[net] = code;
      this.changed[this.changedCount++] = net;
    }
  }

  #merge({ nets, switches }: Component): void {
    const leader = this.leader;
    for (const net of nets) {
      leader[net] = net;
      this.strong[net] = this.held[net] = 0;
      this.ohms[0][net] = this.ohms[1][net] = Infinity;
      this.via[0][net] = this.via[1][net] = -1;
    }
    let merged = false;
    for (const index of switches) {
      if (this.#drives.closed[index] === 0) continue;
      const { a, b } = this.#topology.switches[index]!;
      if (a < 0 || b < 0) continue;
      const x = this.#root(a);
      const y = this.#root(b);
      leader[Math.max(x, y)] = Math.min(x, y);
      merged = true;
    }
    if (merged) for (const net of nets) leader[net] = this.#root(net);
  }

  #root(net: number): number {
    while (this.leader[net] !== net) net = this.leader[net]!;
    return net;
  }

  #drive({ nets, pins, switches }: Component): void {
    const { mode, latch, probe, closed, faults } = this.#drives;
    let isFaulty = false;
    for (const pin of pins) {
      const net = this.leader[this.#topology.pinNet[pin]!]!;
      let sides = this.#topology.pinTie[pin]! | probe[pin]!;
      const fault = faults[pin]!;
      if (fault !== 0) isFaulty = true;
      const does = isCut(fault) ? PinMode.Input : mode[pin];
      if (does === PinMode.OutputLow || does === PinMode.OutputHigh) {
        sides |= latch[pin] === 1 ? DRIVES_HIGH : DRIVES_LOW;
      } else if (does === PinMode.InputPullUp) {
        this.ohms[1][net] = this.#pullOhms;
      } else if (does === PinMode.InputPullDown) {
        this.ohms[0][net] = this.#pullOhms;
      }
      this.strong[net]! |= sides;
    }
    for (const index of switches) {
      if (closed[index] === 0) continue;
      const { a, b } = this.#topology.switches[index]!;
      if (a < 0) this.strong[this.leader[b]!]! |= sidesOfRail(a);
      else if (b < 0) this.strong[this.leader[a]!]! |= sidesOfRail(b);
    }
    if (isFaulty) this.#hold(pins);
    for (const net of nets) {
      const sides = this.strong[net]!;
      if (sides === 0) continue;
      this.ohms[0][net] = sides & DRIVES_LOW ? 0 : Infinity;
      this.ohms[1][net] = sides & DRIVES_HIGH ? 0 : Infinity;
    }
  }

  /** What holds a net by a fault takes the place of all that drives it. */
  #hold(pins: readonly number[]): void {
    const { faults } = this.#drives;
    for (const pin of pins) {
      if (faults[pin] === 0) continue;
      const net = this.leader[this.#topology.pinNet[pin]!]!;
      const joined = pins.filter((other) => this.leader[this.#topology.pinNet[other]!] === net);
      const { by, sides } = holdOf(faults, joined);
      if (by === Holder.None) continue;
      if (by === Holder.Short && (this.strong[net]! & ~sides) !== 0) this.conflicting = true;
      this.strong[net] = sides;
      this.held[net] = by;
    }
  }

  #relax(side: 0 | 1, { resistors }: Component): void {
    let again = true;
    while (again) {
      again = false;
      for (const index of resistors) {
        const { a, b } = this.#topology.resistors[index]!;
        const ohms = this.#drives.ohms[index]!;
        const near = this.#ohmsAt(a, side) + ohms;
        const far = this.#ohmsAt(b, side) + ohms;
        if (this.#improve(side, b, near, index)) again = true;
        if (this.#improve(side, a, far, index)) again = true;
      }
    }
  }

  #improve(side: 0 | 1, end: number, ohms: number, resistor: number): boolean {
    if (end < 0) return false;
    const net = this.leader[end]!;
    if (this.strong[net] !== 0 || ohms >= this.ohms[side][net]!) return false;
    this.ohms[side][net] = ohms;
    this.via[side][net] = resistor;
    return true;
  }

  #ohmsAt(end: number, side: 0 | 1): number {
    if (end >= 0) return this.ohms[side][this.leader[end]!]!;
    return (sidesOfRail(end) >> side) & 1 ? 0 : Infinity;
  }

  #decide(net: number): number {
    const sides = this.strong[net]!;
    if (sides !== 0) return sides === BOTH ? CODE_X : sides === DRIVES_HIGH ? 1 : 0;
    const low = this.ohms[0][net]!;
    const high = this.ohms[1][net]!;
    if (low === Infinity && high === Infinity) return CODE_Z;
    if (low * INDETERMINATE_RATIO < high) return 0;
    return high * INDETERMINATE_RATIO < low ? 1 : CODE_X;
  }
}
