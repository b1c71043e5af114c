/**
 * What never changes while a board runs, worked out once.
 *
 * Wires melt terminals into nets. GND and VCC are rails: they hold their level against anything, so
 * they are not nets but boundaries, and a net wired to a rail is that rail. Only a logical pin keeps
 * a net of its own there (with a tie to the rail), so that a conflict shows at the pin and not at
 * everything else that uses the rail. Nets that a resistor or a switch may couple form a component;
 * a change at a pin concerns its component alone.
 */
import type { Board, Resistor, Switch } from "../core/board.ts";
import type { Level } from "../core/context.ts";

/** Stand in place of a net's index where a terminal lies on a rail. */
export const GROUND = -1;
export const SUPPLY = -2;
/** GND and VCC wired together. */
export const SHORTED = -3;

/** Bit set of the sides something drives. */
export const DRIVES_LOW = 1;
export const DRIVES_HIGH = 2;

/** A resistor or switch between two nets or rails. */
export interface Link {
  readonly id: string;
  readonly a: number;
  readonly b: number;
  /** Of an end that lies on a supply rail. */
  readonly volts: number;
}

export interface ResistorLink extends Link {
  readonly isVariable: boolean;
}

/** Indices of what can influence each other. */
export interface Component {
  readonly nets: readonly number[];
  /** Indices into `board.pins`, ascending. */
  readonly pins: readonly number[];
  readonly resistors: readonly number[];
  readonly switches: readonly number[];
}

export interface Topology {
  readonly netCount: number;
  /** Net or rail of each terminal. */
  readonly netOf: ReadonlyMap<string, number>;
  /** Volts of each terminal that lies on a rail. */
  readonly voltsAt: ReadonlyMap<string, number>;
  /** Net of each pin, by index into `board.pins`. */
  readonly pinNet: Int32Array;
  /** Sides of the rails a pin is wired to directly. */
  readonly pinTie: Uint8Array;
  /** Whether anything is wired to the pin. */
  readonly pinWired: readonly boolean[];
  readonly resistors: readonly ResistorLink[];
  readonly switches: readonly Link[];
  readonly components: readonly Component[];
  /** Component of each net. */
  readonly componentOf: readonly Component[];
  /** Terminals by which GND and VCC are wired together; empty on a sound board. */
  readonly shorted: readonly string[];
}

/** The sides a rail drives; none for a net. */
export function sidesOfRail(net: number): number {
  if (net === GROUND) return DRIVES_LOW;
  if (net === SUPPLY) return DRIVES_HIGH;
  return net === SHORTED ? DRIVES_LOW | DRIVES_HIGH : 0;
}

export function levelOfRail(net: number): Level {
  const sides = sidesOfRail(net);
  return sides === DRIVES_LOW ? 0 : sides === DRIVES_HIGH ? 1 : "x";
}

/** Works out the nets, links and components of a board. */
export function buildTopology(board: Board): Topology {
  const groups = joinTerminals(board);
  const ground = new Set(board.ground);
  const supply = new Set(board.supply);
  const pinOf = new Map<string, number>();
  board.pins.forEach((pin, index) => pin.terminals.forEach((t) => pinOf.set(t, index)));

  const netOf = new Map<string, number>();
  const voltsAt = new Map<string, number>();
  const pinNet = new Int32Array(board.pins.length);
  const pinTie = new Uint8Array(board.pins.length);
  const pinWired = board.pins.map(() => false);
  const shorted: string[] = [];
  let netCount = 0;
  for (const group of groups) {
    const pins = new Set(group.map((t) => pinOf.get(t)).filter((pin) => pin !== undefined));
    for (const pin of pins) pinWired[pin] = group.length > board.pins[pin]!.terminals.length;
    const low = group.some((t) => ground.has(t));
    const high = group.some((t) => supply.has(t));
    if (low && high) shorted.push(...group.filter((t) => ground.has(t) || supply.has(t)));
    if (!low && !high) {
      for (const terminal of group) netOf.set(terminal, netCount);
      for (const pin of pins) pinNet[pin] = netCount;
      netCount++;
      continue;
    }
    const rail = low && high ? SHORTED : low ? GROUND : SUPPLY;
    const volts = group.map((t) => board.railVolts[t] ?? (supply.has(t) ? board.volts : 0));
    for (const terminal of group) {
      netOf.set(terminal, rail);
      voltsAt.set(terminal, Math.max(...volts));
    }
    for (const pin of pins) {
      for (const terminal of board.pins[pin]!.terminals) netOf.set(terminal, netCount);
      pinTie[pin] = sidesOfRail(rail);
      pinNet[pin] = netCount++;
    }
  }

  const end = (terminal: string): number => {
    const net = netOf.get(terminal);
    if (net === undefined) throw new Error(`the board lists no terminal ${terminal}`);
    return net;
  };
  const link = ({ id, a, b }: Resistor | Switch): Link => {
    const volts = Math.max(voltsAt.get(a) ?? 0, voltsAt.get(b) ?? 0);
    return { id, a: end(a), b: end(b), volts };
  };
  const resistors = board.resistors.map((r) => ({
    ...link(r),
    isVariable: r.variable === true,
  }));
  const switches = board.switches.map(link);
  const components = findComponents(netCount, pinNet, resistors, switches);
  const componentOf: Component[] = [];
  for (const component of components)
    for (const net of component.nets) componentOf[net] = component;
  return {
    netCount,
    netOf,
    voltsAt,
    pinNet,
    pinTie,
    pinWired,
    resistors,
    switches,
    components,
    componentOf,
    shorted,
  };
}

/** Groups of terminals joined by wires, in order of first appearance. */
function joinTerminals(board: Board): string[][] {
  const index = new Map<string, number>();
  const add = (terminal: string): number => {
    const known = index.get(terminal);
    if (known !== undefined) return known;
    index.set(terminal, index.size);
    return index.size - 1;
  };
  for (const pin of board.pins) pin.terminals.forEach(add);
  for (const terminal of board.terminals) add(terminal);
  const pairs: [number, number][] = board.connections.map(([a, b]) => [add(a), add(b)]);
  for (const pin of board.pins) {
    for (const terminal of pin.terminals) pairs.push([add(pin.terminals[0]!), add(terminal)]);
  }
  const leader = partition(index.size, pairs);
  const groups = new Map<number, string[]>();
  for (const [terminal, i] of index) {
    const group = groups.get(leader[i]!);
    if (group === undefined) groups.set(leader[i]!, [terminal]);
    else group.push(terminal);
  }
  return [...groups.values()];
}

function findComponents(
  netCount: number,
  pinNet: Int32Array,
  resistors: readonly Link[],
  switches: readonly Link[],
): Component[] {
  const pairs: [number, number][] = [];
  for (const { a, b } of [...resistors, ...switches]) if (a >= 0 && b >= 0) pairs.push([a, b]);
  const leader = partition(netCount, pairs);
  const found = new Map<
    number,
    { nets: number[]; pins: number[]; resistors: number[]; switches: number[] }
  >();
  for (let net = 0; net < netCount; net++) {
    const own = found.get(leader[net]!);
    if (own === undefined) {
      found.set(leader[net]!, { nets: [net], pins: [], resistors: [], switches: [] });
    } else {
      own.nets.push(net);
    }
  }
  pinNet.forEach((net, pin) => found.get(leader[net]!)!.pins.push(pin));
  const place = (links: readonly Link[], kind: "resistors" | "switches"): void => {
    links.forEach(({ a, b }, i) => {
      const net = Math.max(a, b);
      if (net >= 0 && a !== b) found.get(leader[net]!)![kind].push(i);
    });
  };
  place(resistors, "resistors");
  place(switches, "switches");
  return [...found.values()];
}

/** Union-find: the least member of the class of each of `count` elements. */
function partition(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const parent = Array.from({ length: count }, (_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  for (const [a, b] of pairs) {
    const x = root(a);
    const y = root(b);
    parent[Math.max(x, y)] = Math.min(x, y);
  }
  return parent.map((_, i) => root(i));
}
