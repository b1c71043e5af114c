/** Rules about the pins of the microcontroller. */
import type { BoardPin } from "../../core/board.ts";
import type { Complaint, WiringRule } from "./rule.ts";
import { listOf, nameOf, type Subject } from "./subject.ts";

/** Pins that meet another part. */
function wired(subject: Subject): BoardPin[] {
  return subject.board.pins.filter(({ terminals }) => subject.isWired(terminals[0]!));
}

export const pinsJoined: WiringRule = {
  name: "pins-joined",
  severity: "warning",
  finds: "two pins of the microcontroller on one net",
  hint: "Take one wire away, unless one of the pins is always an input.",
  check(subject) {
    const told = new Set<readonly string[]>();
    return subject.board.pins.flatMap((pin): Complaint[] => {
      const [terminal] = pin.terminals;
      const group = subject.group(terminal!);
      const pins = subject.pinsAt(terminal!);
      // Pins at a rail are inputs, and each for itself.
      const isRail = subject.isGround(terminal!) || subject.isSupply(terminal!);
      if (pins.length < 2 || isRail || told.has(group)) return [];
      told.add(group);
      const message = `${listOf(pins.map(nameOf))} are wired together: outputs would be against each other`;
      return [{ path: subject.pathOfPin(pin), message }];
    });
  },
};

export const overVoltage: WiringRule = {
  name: "over-voltage",
  severity: "warning",
  finds: "5 V at a pin of a board of 3.3 V",
  hint: "Use 3.3 V there, or a divider of two resistors: 5 V may damage the pin.",
  check(subject) {
    const { board } = subject;
    const isMore = (terminal: string): boolean => subject.supplyVolts(terminal) > board.volts;
    return board.pins.flatMap((pin): Complaint[] => {
      const [terminal] = pin.terminals;
      const group = subject.group(terminal!);
      const other = ({ a, b }: { a: string; b: string }): string | undefined =>
        group.includes(a) ? b : group.includes(b) ? a : undefined;
      const through = [...board.switches, ...board.resistors].find((link) => {
        const end = other(link);
        return end !== undefined && isMore(end);
      });
      const isDivided = board.resistors.some((link) => {
        const end = other(link);
        return end !== undefined && subject.isGround(end);
      });
      const path = subject.pathOfPin(pin);
      const name = `${nameOf(pin)}, whose board has ${board.volts} V`;
      if (isMore(terminal!)) {
        const volts = subject.supplyVolts(terminal!);
        return [{ path, message: `${volts} V are wired to ${name}` }];
      }
      if (through === undefined || isDivided) return [];
      const volts = subject.supplyVolts(other(through)!);
      const id = through.id.replace(/\((?:low|high)\)$/, "");
      return [{ path, message: `${id} puts ${volts} V on ${name}` }];
    });
  },
};

export const floatingInput: WiringRule = {
  name: "floating-input",
  severity: "warning",
  finds: "a button at a pin that has no pull towards the other side, and no resistor",
  hint: "Wire a resistor of 10 kΩ there, or use a button to GND and a pin with a pull-up.",
  check(subject) {
    const { board, controller } = subject;
    const hasPullDowns = controller.definition?.board?.hasPullDowns !== false;
    return wired(subject).flatMap((pin): Complaint[] => {
      const group = subject.group(pin.terminals[0]!);
      const isHere = ({ a, b }: { a: string; b: string }): boolean =>
        group.includes(a) || group.includes(b);
      if (subject.isGround(group[0]!) || subject.isSupply(group[0]!)) return [];
      if (board.resistors.some(isHere)) return [];
      const contacts = board.switches.filter((link) => isHere(link) && !link.id.endsWith(")"));
      const ids = new Set(contacts.map(({ id }) => id.split(":", 1)[0]!));
      const others = group.filter((one) => {
        const id = one.split(":", 1)[0]!;
        return (
          !ids.has(id) &&
          id !== controller.id &&
          !/^\d+[tb]\.|^[tb][pn]\./.test(one.slice(id.length + 1))
        );
      });
      if (contacts.length === 0 || others.length > 0) return [];
      const ends = contacts.map(({ a, b }) => (group.includes(a) ? b : a));
      const toSupply = ends.every((end) => subject.isSupply(end));
      const toGround = ends.every((end) => subject.isGround(end));
      const floats = pin.inputOnly ? toSupply || toGround : toSupply && !hasPullDowns;
      if (!floats) return [];
      const lacks = pin.inputOnly ? "has no pulls" : "has no pull-down";
      const message = `${nameOf(pin)} floats while ${[...ids].join(" and ")} is open: it ${lacks}`;
      return [{ path: subject.pathOfPin(pin), message }];
    });
  },
};

export const flashPin: WiringRule = {
  name: "flash-pin",
  severity: "warning",
  finds: "a part at a pin of an ESP32 that its flash needs",
  hint: "Use another pin. On the DevKitC the terminals D0 to D3, CLK and CMD are those of the flash: GPIO2 is 2.",
  check(subject) {
    return wired(subject)
      .filter((pin) => subject.layoutOf(pin).flash)
      .map((pin) => ({
        path: subject.pathOfPin(pin),
        message: `${nameOf(pin)} belongs to the flash: a real board does not run with anything else there`,
      }));
  },
};

export const strappingPin: WiringRule = {
  name: "strapping-pin",
  severity: "info",
  finds: "a part at a pin whose level decides how an ESP32 starts",
  hint: "Use another pin if the part holds the level of this one at the start.",
  check(subject) {
    return wired(subject).flatMap((pin): Complaint[] => {
      const note = subject.layoutOf(pin).strapping;
      if (note === undefined) return [];
      return [{ path: subject.pathOfPin(pin), message: `${nameOf(pin)}: ${note}` }];
    });
  },
};
