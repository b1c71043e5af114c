/** Rules about how a part is wired. */
import type { Complaint, WiringRule } from "./rule.ts";
import type { SubjectPart } from "./subject.ts";

const at = ({ id }: SubjectPart, terminal: string): string => `${id}:${terminal}`;

/** Those that have their meaning without a wire, or have to do with anything but wires. */
const FREE = ["wokwi-text", "wokwi-logo", "wokwi-ir-remote", "wokwi-wifi-ap"];

export const redundantParts: WiringRule = {
  name: "redundant-parts",
  severity: "warning",
  finds: "a part without a wire",
  hint: "Wire it, or take it out.",
  wokwi: "redundant-parts",
  check({ parts, connections }) {
    const wired = new Set(connections.flat().map((end) => end.split(":", 1)[0]!));
    return parts
      .filter(({ id, type, definition }) => {
        const isFree = FREE.includes(type) || type.startsWith("chip-");
        return definition?.board === undefined && !isFree && !wired.has(id);
      })
      .map(({ id, index }) => ({ path: ["parts", index], message: `${id} has no wire` }));
  },
};

/** Terminals of the two sides of parts with two of them. */
const SIDES: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  "wokwi-led": [["A"], ["C"]],
  "wokwi-resistor": [["1"], ["2"]],
  "wokwi-pushbutton": [
    ["1.l", "1.r"],
    ["2.l", "2.r"],
  ],
  "wokwi-pushbutton-6mm": [
    ["1.l", "1.r"],
    ["2.l", "2.r"],
  ],
};

export const halfWired: WiringRule = {
  name: "half-wired",
  severity: "warning",
  finds: "a LED, a resistor or a button with one side that meets no other part",
  hint: "Wire the other side, too. On a breadboard, look whether both wires are in one column.",
  check(subject) {
    return subject.parts.flatMap((part): Complaint[] => {
      const sides = SIDES[part.type];
      if (sides === undefined) return [];
      const wires = sides.map((side) => side.filter((t) => subject.isWired(at(part, t))));
      const loose = wires.findIndex(({ length }) => length === 0);
      const other = wires[1 - loose];
      // Both loose: it has no wire at all, or one into nowhere.
      if (loose < 0 || other!.length === 0) return [];
      const path = ["parts", part.index];
      const open = sides[loose]!.join(" or ");
      if (other!.length > 1) {
        const message = `${part.id} is wired at ${other!.join(" and ")} only, which are one side: a press joins nothing`;
        return [{ path, message, hint: `Move one of the wires to ${open}.` }];
      }
      return [{ path, message: `nothing is wired to ${open} of ${part.id}` }];
    });
  },
};

export const bothOnOneNet: WiringRule = {
  name: "both-on-one-net",
  severity: "warning",
  finds: "a LED, a resistor or a button with both sides on one net, so that it does nothing",
  hint: "Move one of its ends. On a breadboard the five holes of a column are one.",
  check(subject) {
    return subject.parts.flatMap((part): Complaint[] => {
      const sides = SIDES[part.type];
      if (sides === undefined) return [];
      const [first, second] = sides.map(([terminal]) => at(part, terminal!));
      const isOne =
        subject.group(first!).includes(second!) ||
        (subject.isGround(first!) && subject.isGround(second!));
      if (!isOne) return [];
      const where = subject.isGround(first!) ? "at GND" : "on one net";
      return [{ path: ["parts", part.index], message: `both sides of ${part.id} are ${where}` }];
    });
  },
};

const POWER = /^(VCC|VDD|V\+|VIN|3V3|5V)$/;
const GROUND = /^(GND|VSS)(\.\d+)?$/;

export const partUnpowered: WiringRule = {
  name: "part-unpowered",
  severity: "warning",
  finds: "a part whose supply or ground comes from nowhere",
  hint: "Wire its supply and its GND to the board: without them it does nothing.",
  check(subject) {
    return subject.parts.flatMap((part): Complaint[] => {
      const { definition, index, id } = part;
      if (definition === undefined || definition.board !== undefined) return [];
      const { terminals } = definition;
      // A connection to a rail, such as wokwi-gnd, is a source.
      if (terminals.length < 2 || !terminals.some((t) => subject.isWired(at(part, t)))) return [];
      const lacking = ([POWER, GROUND] as const).flatMap((kind): string[] => {
        const own = terminals.filter((t) => kind.test(t));
        const isFed = own.some((t) => {
          const { ground, supply, pins, open } = subject.reach(at(part, t), id);
          return pins.length > 0 || open || (kind === POWER ? supply : ground);
        });
        return own.length === 0 || isFed ? [] : [own.join(" or ")];
      });
      if (lacking.length === 0) return [];
      const message = `${id} has no power: nothing feeds ${lacking.join(", nor ")}`;
      return [{ path: ["parts", index], message }];
    });
  },
};
