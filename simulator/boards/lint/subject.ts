/** A board as the rules about wires look at it: who meets whom, and through which resistors. */
import type { Board, BoardPin } from "../../core/board.ts";
import type { LayoutPin, PartDefinition } from "../../parts/part.ts";
import type { Path } from "./rule.ts";

/** A part with its place in the file. */
export interface SubjectPart {
  readonly index: number;
  readonly id: string;
  readonly type: string;
  /** Undefined for a part that is not supported. */
  readonly definition: PartDefinition | undefined;
}

export interface Drawing {
  readonly board: Board;
  /** In the order of the file. */
  readonly parts: readonly SubjectPart[];
  /** As in the file, those of the serial monitor among them. */
  readonly connections: readonly (readonly [string, string])[];
}

/** What a net comes to through resistors. */
export interface Reach {
  readonly ground: boolean;
  readonly supply: boolean;
  readonly pins: readonly BoardPin[];
  /** Whether a contact or an output is on the way, so that more is possible than meets the eye. */
  readonly open: boolean;
}

export class Subject {
  readonly board: Board;
  readonly parts: readonly SubjectPart[];
  readonly connections: Drawing["connections"];
  /** The microcontroller board. */
  readonly controller: SubjectPart;

  readonly #near = new Map<string, string[]>();
  readonly #groups = new Map<string, readonly string[]>();
  readonly #ground: ReadonlySet<string>;
  readonly #supply: ReadonlySet<string>;
  readonly #pinOf = new Map<string, BoardPin>();
  /** Ids of parts that are nothing but wire. */
  readonly #wires: ReadonlySet<string>;

  constructor({ board, parts, connections }: Drawing) {
    this.board = board;
    this.parts = parts;
    this.connections = connections;
    this.controller = parts.find(({ definition }) => definition?.board !== undefined)!;
    this.#ground = new Set(board.ground);
    this.#supply = new Set(board.supply);
    const join = (a: string, b: string): void => {
      (this.#near.get(a) ?? this.#near.set(a, []).get(a)!).push(b);
      (this.#near.get(b) ?? this.#near.set(b, []).get(b)!).push(a);
    };
    for (const [a, b] of board.connections) join(a, b);
    for (const pin of board.pins) {
      for (const terminal of pin.terminals) {
        this.#pinOf.set(terminal, pin);
        join(pin.terminals[0]!, terminal);
      }
    }
    this.#wires = new Set(
      parts.filter(({ type }) => /^wokwi-(breadboard|junction)/.test(type)).map(({ id }) => id),
    );
  }

  /** All terminals of the net, this one among them. */
  group(terminal: string): readonly string[] {
    const known = this.#groups.get(terminal);
    if (known !== undefined) return known;
    const found = new Set([terminal]);
    for (const one of found) for (const next of this.#near.get(one) ?? []) found.add(next);
    const group = [...found];
    for (const one of group) this.#groups.set(one, group);
    return group;
  }

  /** Whether the terminal meets one of another part; a hole of a breadboard is none. */
  isWired(terminal: string): boolean {
    const own = idOf(terminal);
    return this.group(terminal).some((other) => {
      const id = idOf(other);
      return id !== own && !this.#wires.has(id);
    });
  }

  isGround(terminal: string): boolean {
    return this.group(terminal).some((one) => this.#ground.has(one));
  }

  isSupply(terminal: string): boolean {
    return this.group(terminal).some((one) => this.#supply.has(one));
  }

  /** Whether a pin or a rail holds the net without a resistor between. */
  isStiff(terminal: string): boolean {
    return this.isGround(terminal) || this.isSupply(terminal) || this.pinsAt(terminal).length > 0;
  }

  /** Volts of the supply on the net; 0 if there is none. */
  supplyVolts(terminal: string): number {
    const { railVolts, volts } = this.board;
    const rails = this.group(terminal).filter((one) => this.#supply.has(one));
    return Math.max(0, ...rails.map((rail) => railVolts[rail] ?? volts));
  }

  /** The pins of the microcontroller on the net. */
  pinsAt(terminal: string): BoardPin[] {
    const pins = this.group(terminal).map((one) => this.#pinOf.get(one));
    return [...new Set(pins.filter((pin) => pin !== undefined))];
  }

  /** As the board's definition has it. */
  layoutOf(pin: BoardPin): LayoutPin {
    return this.controller.definition!.board!.pins.find(({ logical }) => logical === pin.logical)!;
  }

  /**
   * What the net comes to through resistors, as far as the next pin or rail.
   * @param without the id of a part through which nothing is to come.
   */
  reach(terminal: string, without?: string): Reach {
    let [ground, supply, open] = [false, false, false];
    const pins = new Set<BoardPin>();
    const seen = new Set<readonly string[]>([this.group(terminal)]);
    for (const group of seen) {
      const [one] = group;
      if (this.isGround(one!)) ground = true;
      if (this.isSupply(one!)) supply = true;
      for (const pin of this.pinsAt(one!)) pins.add(pin);
      if (this.isStiff(one!)) continue;
      const isHere = (end: string): boolean => group.includes(end);
      open ||= this.board.switches.some(
        ({ a, b }) => idOf(a) !== without && (isHere(a) || isHere(b)),
      );
      for (const { a, b } of this.board.resistors) {
        if (idOf(a) === without) continue;
        if (isHere(a)) seen.add(this.group(b));
        else if (isHere(b)) seen.add(this.group(a));
      }
    }
    return { ground, supply, open, pins: [...pins] };
  }

  /** Where the file wires a terminal; the part itself, if it does not. */
  pathOf(terminal: string): Path {
    for (const [i, ends] of this.connections.entries()) {
      const side = ends.indexOf(terminal);
      if (side >= 0) return ["connections", i, side];
    }
    const part = this.parts.find(({ id }) => id === idOf(terminal));
    return part === undefined ? [] : ["parts", part.index];
  }

  /** Where the file wires a pin, by any of its terminals. */
  pathOfPin(pin: BoardPin): Path {
    const wired = pin.terminals.find((one) => this.pathOf(one)[0] === "connections");
    return this.pathOf(wired ?? pin.terminals[0]!);
  }
}

export function idOf(terminal: string): string {
  return terminal.split(":", 1)[0]!;
}

/** `pin 13`, `pin 14 (A0)`, `pin 36 (VP)`: as firmware calls it, and as the board does. */
export function nameOf({ logical, terminals }: BoardPin): string {
  const printed = terminals[0]!.slice(terminals[0]!.indexOf(":") + 1);
  return /^\D{0,2}(\d+)$/.exec(printed)?.[1] === `${logical}`
    ? `pin ${logical}`
    : `pin ${logical} (${printed})`;
}

export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
