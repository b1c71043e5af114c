/** A recording of signals as something that happens to pins. */
import { UsageError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest.ts";
import { readVcd, type VcdSignal } from "../trace/from-vcd.ts";
import { drive, release } from "./drive.ts";
import type { Happening } from "./happening.ts";

/** How a recording drives pins. */
export interface VcdStimuli {
  /** Which signal drives which pin: `{ D0: 2, D1: 3 }`. A name may be written with its scopes: `board.pins.D0`. */
  readonly map: Readonly<Record<string, number>>;
}

/** So many names a message has. */
const MOST_NAMES = 20;

/**
 * Makes a value change dump, such as a logic analyser or `toVcd` writes, drive pins. Times count from reset. A pin is
 * driven while its signal is 0 or 1, and let go where it is z or x. Times finer than nanoseconds are cut to whole ones.
 * @returns what a script has, by time: `playScript(sim, { seed, happenings: stimuliFromVcd(text, { map }) })`.
 * @throws UsageError with the line if it cannot be read, or a signal is not there, or has more than one bit.
 */
export function stimuliFromVcd(text: string, { map }: VcdStimuli): Happening[] {
  const happenings: Happening[] = [];
  const pins = new Map<string, number[]>();
  const driven = new Map<number, 0 | 1>();
  readVcd(text, {
    onSignals: (signals) => chooseSignals(signals, map, pins),
    onValue({ code, time, level }) {
      for (const pin of pins.get(code) ?? []) {
        if (driven.get(pin) === level) continue;
        const words = level === undefined ? [] : [level === 1 ? "high" : "low"];
        const { name: kind } = level === undefined ? release : drive;
        happenings.push({ kind, at: time, words: [`${pin}`, ...words] });
        if (level === undefined) driven.delete(pin);
        else driven.set(pin, level);
      }
    },
  });
  return happenings;
}

/** Fills in the pins of each signal's code. */
function chooseSignals(
  signals: readonly VcdSignal[],
  map: VcdStimuli["map"],
  pins: Map<string, number[]>,
): void {
  const entries = Object.entries(map);
  if (entries.length === 0) {
    throw new UsageError(
      "no signal is mapped to a pin",
      `name a signal and its pin in the map; ${namesOf(signals)}`,
    );
  }
  const taken = new Map<number, string>();
  for (const [name, pin] of entries) {
    const other = taken.get(pin);
    if (other !== undefined) {
      throw new UsageError(`${other} and ${name} would both drive pin ${pin}`, "keep one of them");
    }
    taken.set(pin, name);
    const { code } = find(signals, name);
    pins.set(code, [...(pins.get(code) ?? []), pin]);
  }
}

function find(signals: readonly VcdSignal[], name: string): VcdSignal {
  const exact = signals.filter(({ path }) => path === name);
  const found = exact.length > 0 ? exact : signals.filter(({ path }) => path.endsWith(`.${name}`));
  const [signal] = found;
  if (!signal) {
    const known = signals.flatMap(({ path }) => [shortName(path), path]);
    throw new UsageError(
      `there is no signal "${name}" in the VCD${didYouMean(name, known)}`,
      namesOf(signals),
    );
  }
  if (new Set(found.map(({ code }) => code)).size > 1) {
    throw new UsageError(
      `"${name}" is the name of ${found.length} signals: ${found.map(({ path }) => path).join(", ")}`,
      "write the one you mean with its scopes",
    );
  }
  if (signal.bits === 1) return signal;
  throw new UsageError(
    `"${name}" ${signal.bits === undefined ? "is no digital signal" : `has ${signal.bits} bits`}, and a pin has one`,
    `export its bits as signals of their own, or take another: ${namesOf(signals)}`,
  );
}

function namesOf(signals: readonly VcdSignal[]): string {
  const names = [
    ...new Set(signals.filter(({ bits }) => bits === 1).map((s) => shortName(s.path))),
  ];
  if (names.length === 0) return "the file has no signal of one bit";
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `its signals of one bit are ${names.slice(0, MOST_NAMES).join(", ")}${more}`;
}

const shortName = (path: string): string => path.slice(path.lastIndexOf(".") + 1);
