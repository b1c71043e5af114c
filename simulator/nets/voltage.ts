/**
 * The voltage of a net, worked out when somebody measures it: Kirchhoff's current law for each net that nothing
 * holds, with the resistors and pulls between. What measures takes no current.
 *
 * A level follows from the path of least resistance (resolver.ts), since it is asked for at every change; a
 * voltage is asked for now and then, so here all paths count.
 */
import { PinMode } from "../../hal/generated/border.ts";
import type { Board } from "../core/board.ts";
import type { Drives, Resolver } from "./resolver.ts";
import { codeOfPad, isCut } from "./wire-faults.ts";
import { CODE_Z } from "./codes.ts";
import { DRIVES_HIGH, DRIVES_LOW, sidesOfRail, type Topology } from "./topology.ts";

const BOTH = DRIVES_LOW | DRIVES_HIGH;

/** Of something that is driven to some sides, of which the high one has a voltage. */
function driven(sides: number, volts: number): number {
  if (sides === BOTH) return volts / 2;
  return sides === DRIVES_HIGH ? volts : 0;
}

/** What voltages follow from. */
export interface Wiring {
  readonly board: Board;
  readonly topology: Topology;
  readonly drives: Drives;
  readonly resolver: Resolver;
}

/** Measures. All answers are volts, or undefined where nothing reaches: there it floats. */
export class Voltmeter {
  readonly #circuit: Wiring;

  constructor(circuit: Wiring) {
    this.#circuit = circuit;
  }

  /** At a pin, by its index. */
  ofPin(index: number): number | undefined {
    const { board, topology, drives } = this.#circuit;
    const fault = drives.faults[index]!;
    if (!isCut(fault)) return this.#ofNet(topology.pinNet[index]!);
    const code = codeOfPad(drives.mode[index]!, drives.latch[index]!, fault);
    return code === CODE_Z ? undefined : code * board.volts;
  }

  /** At a terminal, whose net or rail is given, too. */
  ofTerminal(terminal: string, net: number): number | undefined {
    return net < 0 ? this.#circuit.topology.voltsAt.get(terminal) : this.#ofNet(net);
  }

  /** Whether the pin's net is one for voltages: resistors that change are about it. */
  isAnalogue(index: number): boolean {
    const { topology } = this.#circuit;
    const { resistors } = topology.componentOf[topology.pinNet[index]!]!;
    return resistors.some((resistor) => topology.resistors[resistor]!.isVariable);
  }

  #ofNet(net: number): number | undefined {
    const component = this.#circuit.topology.componentOf[net]!;
    const { board, topology, drives, resolver } = this.#circuit;
    const { leader, strong, ohms } = resolver;
    const asked = leader[net]!;

    /** Of a net that is held. */
    const held = (node: number): number => {
      let volts = 0;
      for (const index of component.switches) {
        const { a, b, volts: rail } = topology.switches[index]!;
        if (drives.closed[index] === 1 && leader[Math.max(a, b)] === node) {
          volts = Math.max(volts, rail);
        }
      }
      return driven(strong[node]!, volts || board.volts);
    };
    if (strong[asked] !== 0) return held(asked);
    const reached = (node: number): boolean =>
      ohms[0][node] !== Infinity || ohms[1][node] !== Infinity;
    if (!reached(asked)) return undefined;

    const free = component.nets.filter((n) => leader[n] === n && strong[n] === 0 && reached(n));
    const row = new Map(free.map((node, i) => [node, i]));
    /** Conductances, and behind them the current from what is held. */
    const matrix = free.map(() => new Float64Array(free.length + 1));
    const source = (i: number, volts: number, siemens: number): void => {
      matrix[i]![i]! += siemens;
      matrix[i]![free.length]! += volts * siemens;
    };

    for (const index of component.resistors) {
      const { a, b, volts } = topology.resistors[index]!;
      const siemens = 1 / drives.ohms[index]!;
      const [x, y] = [a, b].map((end) => (end < 0 ? undefined : row.get(leader[end]!)));
      if (x === y) continue;
      if (x !== undefined && y !== undefined) {
        matrix[x]![x]! += siemens;
        matrix[y]![y]! += siemens;
        matrix[x]![y]! -= siemens;
        matrix[y]![x]! -= siemens;
        continue;
      }
      const far = x === undefined ? a : b;
      source(x ?? y!, far < 0 ? driven(sidesOfRail(far), volts) : held(leader[far]!), siemens);
    }
    for (const pin of component.pins) {
      const i = row.get(leader[topology.pinNet[pin]!]!);
      if (i === undefined) continue;
      const mode = drives.mode[pin];
      if (mode === PinMode.InputPullUp) source(i, board.volts, 1 / board.pullOhms);
      if (mode === PinMode.InputPullDown) source(i, 0, 1 / board.pullOhms);
    }
    return solve(matrix)[row.get(asked)!]!;
  }
}

/** Gauss and Jordan. The matrix is symmetric and has a dominant diagonal, so that no pivot is looked for. */
function solve(matrix: readonly Float64Array[]): number[] {
  const count = matrix.length;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < count; k++) {
      if (k === i) continue;
      const factor = matrix[k]![i]! / matrix[i]![i]!;
      if (factor === 0) continue;
      for (let j = i; j <= count; j++) matrix[k]![j]! -= factor * matrix[i]![j]!;
    }
  }
  return matrix.map((row, i) => row[count]! / row[i]!);
}
