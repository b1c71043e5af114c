/** Words for nets that are driven both ways. Runs only when a conflict is met. */
import { PinMode } from "../../hal/generated/border.ts";
import type { Board } from "../core/board.ts";
import { CODE_X } from "./codes.ts";
import type { Drives, Resolver } from "./resolver.ts";
import { DRIVES_HIGH, DRIVES_LOW, sidesOfRail, type Component, type Topology } from "./topology.ts";
import { Holder, isCut, shortOf } from "./wire-faults.ts";

/** A diagnostic without its time. */
export interface Finding {
  readonly code: "pin-conflict" | "weak-conflict" | "stuck-pin";
  readonly message: string;
  readonly hint: string;
}

const FAULT_HINT = "That is a fault which was asked for, and not the wiring; `mend` ends it.";

const BOTH = DRIVES_LOW | DRIVES_HIGH;

/** Puts the conflicts of a component, as last resolved, in words. */
export function describeConflicts(
  component: Component,
  board: Board,
  topology: Topology,
  drives: Drives,
  resolver: Resolver,
): Finding[] {
  const findings: Finding[] = [];
  const { leader, strong, held, ohms, via } = resolver;

  const pinsOf = (net: number): number[] =>
    component.pins.filter((pin) => leader[topology.pinNet[pin]!] === net);

  /** What drives a net to one of `among`, faults left out. */
  const driversOf = (net: number, among = BOTH): string[] => {
    const names: string[] = [];
    const add = (sides: number, name: string): void =>
      void ((sides & among) !== 0 && names.push(name));
    for (const pin of pinsOf(net)) {
      const name = pinName(board, pin);
      const latch = drives.latch[pin] === 1 ? DRIVES_HIGH : DRIVES_LOW;
      const probe = drives.probe[pin]!;
      const tie = topology.pinTie[pin]!;
      if (isOutput(drives.mode[pin]!) && !isCut(drives.faults[pin]!)) {
        add(latch, `${name} (output ${sideName(latch)})`);
      }
      add(probe, `a probe on ${name} (${sideName(probe)})`);
      add(tie, `${railName(tie)} wired to ${name}`);
    }
    for (const index of component.switches) {
      const { id, a, b } = topology.switches[index]!;
      if (drives.closed[index] === 0 || leader[Math.max(a, b)] !== net) continue;
      const sides = sidesOfRail(Math.min(a, b));
      // What a part drives are contacts to its supply: see parts/output.ts.
      const isOutput = /\((?:low|high)\)$/.test(id);
      add(sides, isOutput ? id.replace("(", " (output ") : `${id} to ${railName(sides)}`);
    }
    return names;
  };

  /** What a short is told as, if one holds the net against anything: the fault, and not the wiring. */
  const stuckAt = (net: number): Finding | undefined => {
    const pins = pinsOf(net).filter((pin) => shortOf(drives.faults[pin]!) !== 0);
    const against = driversOf(net, BOTH & ~strong[net]!);
    if (pins.length === 0 || (against.length === 0 && strong[net] !== BOTH)) return undefined;
    const shorts = pins.map(
      (pin) => `${pinName(board, pin)} is stuck ${sideName(shortOf(drives.faults[pin]!))}`,
    );
    return {
      code: "stuck-pin",
      message: `${list(shorts)}${against.length > 0 ? `, against ${list(against)}` : ", on one net"}`,
      hint: FAULT_HINT,
    };
  };

  /** Where a path ends: at what drives the net, or at a fault that holds it. */
  const endOf = (net: number): string => {
    if (held[net] === Holder.Noise) return "noise";
    if (held[net] === Holder.None) return list(driversOf(net));
    const shorted = pinsOf(net).filter((pin) => shortOf(drives.faults[pin]!) !== 0);
    return `the short of ${list(shorted.map((pin) => pinName(board, pin)))}`;
  };

  const joinedBy = (net: number): string => {
    const ids = component.switches
      .filter((index) => {
        const { a, b } = topology.switches[index]!;
        return drives.closed[index] === 1 && a >= 0 && b >= 0 && leader[a] === net;
      })
      .map((index) => topology.switches[index]!.id);
    return ids.length > 0 ? `, joined by ${list(ids)},` : "";
  };

  /** The path of least resistance to one side: whether its end is in conflict itself, and held by a fault. */
  const pathTo = (side: 0 | 1, from: number): { words: string; tainted: boolean; by: number } => {
    const through: string[] = [];
    const total = formatOhms(ohms[side][from]!);
    let net = from;
    while (via[side][net] !== -1) {
      const { id, a, b } = topology.resistors[via[side][net]!]!;
      through.push(id);
      const next = a >= 0 && leader[a] === net ? b : a;
      if (next < 0) {
        const sides = sidesOfRail(next);
        return {
          words: `${list(through)} to ${railName(sides)} (${total})`,
          tainted: sides === BOTH,
          by: Holder.None,
        };
      }
      net = leader[next]!;
    }
    const pull = side === 1 ? PinMode.InputPullUp : PinMode.InputPullDown;
    const pulling = pinsOf(net).find(
      (pin) => drives.mode[pin] === pull && !isCut(drives.faults[pin]!),
    );
    const end =
      strong[net] === 0 && pulling !== undefined
        ? `the ${side === 1 ? "pull-up" : "pull-down"} of ${pinName(board, pulling)}`
        : endOf(net);
    const words =
      through.length > 0 ? `${list(through)} to ${end} (${total})` : `${end} (${total})`;
    return { words, tainted: strong[net] === BOTH, by: held[net]! };
  };

  for (const net of component.nets) {
    if (leader[net] !== net) continue;
    const stuck = stuckAt(net);
    if (stuck) findings.push(stuck);
    if (stuck || resolver.codes[net] !== CODE_X) continue;
    if (strong[net] === BOTH) {
      findings.push({
        code: "pin-conflict",
        message: `${list(driversOf(net))}${joinedBy(net)} drive one net both ways`,
        hint: "Make all but one of them an input, or put a resistor between them.",
      });
      continue;
    }
    // What a variable resistor makes is a voltage to be measured.
    if (component.resistors.some((index) => topology.resistors[index]!.isVariable)) continue;
    const pins = pinsOf(net).filter((pin) => !isCut(drives.faults[pin]!));
    const low = pathTo(0, net);
    const high = pathTo(1, net);
    // Without a pin nobody reads it; next to a conflict the cause is already told.
    if (pins.length === 0 || low.tainted || high.tainted) continue;
    const by = low.by | high.by;
    // Noise is over by itself.
    if ((by & Holder.Noise) !== 0) continue;
    const isFault = (by & Holder.Short) !== 0;
    findings.push({
      code: isFault ? "stuck-pin" : "weak-conflict",
      message: `${list(pins.map((pin) => pinName(board, pin)))} reads neither 0 nor 1: ${high.words} and ${low.words} are about equally strong`,
      hint: isFault ? FAULT_HINT : "Make one side more than twice as strong as the other.",
    });
  }
  return findings;
}

/** `pin 4`, or `pin 14/A0` where the board prints another name. */
export function pinName(board: Board, index: number): string {
  const { logical, label } = board.pins[index]!;
  return /^\D*0*(\d+)$/.exec(label)?.[1] === `${logical}`
    ? `pin ${logical}`
    : `pin ${logical}/${label}`;
}

function isOutput(mode: number): boolean {
  return mode === PinMode.OutputLow || mode === PinMode.OutputHigh;
}

function sideName(side: number): string {
  return side === DRIVES_HIGH ? "high" : "low";
}

function railName(sides: number): string {
  if (sides === BOTH) return "GND and VCC";
  return sides === DRIVES_LOW ? "GND" : "VCC";
}

/** `220 Ω`, `4.7 kΩ`, `1 MΩ`. */
function formatOhms(ohms: number): string {
  const [scale, unit] = ohms >= 1e6 ? [1e6, "MΩ"] : ohms >= 1e3 ? [1e3, "kΩ"] : [1, "Ω"];
  return `${Number((ohms / scale).toPrecision(3))} ${unit}`;
}

function list(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
